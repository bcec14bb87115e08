using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Lists the kernels of this session.</summary>
[Cmdlet(VerbsCommon.Get, "KlpKernel")]
[OutputType(typeof(KernelInfo))]
public sealed class GetKlpKernelCommand : KlpCommand
{
    /// <summary>Their names. Wildcards are allowed. All when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Kernel")]
    [NameOf("Kernel", Others = "*")]
    [ArgumentCompleter(typeof(KernelCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only the current one.</summary>
    [Parameter]
    public SwitchParameter Current { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        KlpSession session = KlpSession.Current;
        if (Current)
        {
            if (session.Selected is null) throw Failure.Of("NoKernel", null);
            WriteObject(KernelProjection.Of(session.Selected));
            return;
        }

        foreach (string name in Name)
        {
            List<KernelHandle> found = session.Match(name);
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) WriteError(Failure.Of("KernelNotFound", name, name).ToRecord());
            foreach (KernelHandle handle in found) WriteObject(KernelProjection.Of(handle));
        }
    }
}
