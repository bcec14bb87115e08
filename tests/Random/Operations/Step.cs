using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Histories.Operations;

/// <summary>Virtual time passes.</summary>
internal sealed record Step(int Milliseconds) : Operation
{
    public override string Script => string.Create(CultureInfo.InvariantCulture, $"Step-KlpKernel {Milliseconds / 1000m}");

    public override Status Do(Kernel kernel) => kernel.Step(TimeSpan.FromMilliseconds(Milliseconds)).Status;

    public override IEnumerable<Operation> Simpler()
    {
        if (Milliseconds > 1000) yield return this with { Milliseconds = 1000 };
    }
}
