using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Histories.Operations;

/// <summary>A file is read.</summary>
internal sealed record Read(string Path) : Operation
{
    public override string Script => $"Get-KlpSysfs {Quote(Path)} | Out-Null";

    public override Status Do(Kernel kernel) => kernel.ReadFile(Path).Status;
}
