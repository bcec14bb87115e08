using System;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Histories.Operations;

/// <summary>A file is written.</summary>
internal sealed record Write(string Path, string Data) : Operation
{
    public override string Script => Data.EndsWith('\n')
        ? $"Set-KlpSysfs {Quote(Path)} {Quote(Data[..^1])}"
        : $"Set-KlpSysfs {Quote(Path)} {Quote(Data)} -NoNewline";

    public override Status Do(Kernel kernel) => kernel.WriteFile(Path, Data).Status;

    /// <summary>The patch whose <c>enabled</c> or <c>force</c> is written, or null.</summary>
    public string? Patch => Path.StartsWith("/sys/kernel/livepatch/", StringComparison.Ordinal) ? Path.Split('/')[4] : null;
}
