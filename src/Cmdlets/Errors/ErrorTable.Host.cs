using System.Management.Automation;

namespace KlpShell;

/// <summary>The rows of captured hosts.</summary>
internal static partial class ErrorTable
{
    private static readonly ErrorEntry[] s_host =
    [
        new("HostNotFound", ErrorCategory.ObjectNotFound, "There is no file or folder '{0}'", "Give a bundle that docs/klp-bundle.sh made, or -Root / on a Linux host."),
        new("HostUnreadable", ErrorCategory.ReadError, "'{0}' can't be read as a bundle: {1}", "Copy it again, or make it anew with docs/klp-bundle.sh; a folder or a tar file, plain or gzip, is what is wanted."),
        new("HostNotInside", ErrorCategory.InvalidData, "'{0}' has neither proc nor sys in it, and so is no host", "Give the folder that has them; docs/host-capture.md says what belongs into a bundle."),
        new("HostWithoutLivepatch", ErrorCategory.ObjectNotFound, "'{0}' has no /sys/kernel/livepatch: {1}", "There is no state to import. -ReportOnly says what else is there."),
        new("HostReleaseMissing", ErrorCategory.InvalidData, "'{0}' doesn't say which release its kernel is", "Put what 'uname -r' prints into a file 'uname' of the bundle; -ReportOnly goes without."),
        new("HostReleaseUnsupported", ErrorCategory.NotImplemented, "The kernel of '{0}' can't be simulated: {1}", "-ReportOnly says what is enabled, who wins and who is stuck, without a kernel."),
        new("HostSymbolsUnusable", ErrorCategory.InvalidData, "'{0}' has no symbols that a kernel could be made with: {1}", "Capture it as root; -ReportOnly goes without."),
    ];
}
