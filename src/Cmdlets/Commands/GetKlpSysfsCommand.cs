using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Reads files of the kernel under /sys, /proc and /dev: their modes, and what they say.</summary>
[Cmdlet(VerbsCommon.Get, "KlpSysfs")]
[OutputType(typeof(SysfsInfo))]
public sealed class GetKlpSysfsCommand : KlpKernelCommand
{
    /// <summary>The paths. Wildcards are allowed in each part. What isn't a whole path is taken from /sys/kernel/livepatch.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [NameOf("Path", Others = PatchProjection.Root)]
    [ArgumentCompleter(typeof(SysfsCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [PatchProjection.Root + "/*"];

    /// <summary>Everything below, too. What lies outside of /sys is listed without being read: there a read is a call.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>The user who reads, by number; 0 is root.</summary>
    [Parameter]
    public int UserId { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        foreach (string path in Path)
        {
            Guard(() =>
            {
                foreach (SysfsInfo info in handle.Enter(kernel => SysfsProjection.Find(handle.Name, kernel, path, Recurse, UserId), () => IsStopping)) WriteObject(info);
            });
        }
    }
}
