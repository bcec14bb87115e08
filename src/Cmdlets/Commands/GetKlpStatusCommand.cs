using System.Management.Automation;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Says in one object how a kernel is doing: a verdict for scripts, the patches and who wins each function, mixed executions, dead and waiting tasks, taint, CVEs.</summary>
[Cmdlet(VerbsCommon.Get, "KlpStatus")]
[OutputType(typeof(StatusInfo))]
public sealed class GetKlpStatusCommand : KlpKernelCommand
{
    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        WriteObject(new StatusProjection(handle.Name, Look(static kernel => kernel.Clone())).Make());
    }
}
