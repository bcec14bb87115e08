using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Takes kernels away, with all that is in them.</summary>
[Cmdlet(VerbsCommon.Remove, "KlpKernel", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveKlpKernelCommand : KlpCommand
{
    /// <summary>Their names. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Kernel")]
    [NameOf("Kernel")]
    [ArgumentCompleter(typeof(KernelCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = null!;

    /// <inheritdoc/>
    protected override void Run()
    {
        foreach (string name in Name)
        {
            List<KernelHandle> found = KlpSession.Current.Match(name);
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) WriteError(Failure.Of("KernelNotFound", name, name).ToRecord());
            foreach (KernelHandle handle in found)
            {
                if (ShouldProcess(Internal.Text.Visible(handle.Name), "Remove kernel")) KlpSession.Current.Remove(handle);
            }
        }
    }
}
