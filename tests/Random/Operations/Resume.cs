using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Histories.Operations;

/// <summary>The history goes on with a clone of its kernel.</summary>
internal sealed record Resume : Operation
{
    public override string Script => "Checkpoint-KlpKernel resume -Overwrite | Out-Null; Restore-KlpKernel resume -Confirm:$false";

    /// <summary>The player puts the clone in the kernel's place.</summary>
    public override Status Do(Kernel kernel) => Status.Ok;
}
