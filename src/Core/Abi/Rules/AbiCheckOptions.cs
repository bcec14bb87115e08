using System;

namespace KlpShell.Core.Abi.Rules;

/// <summary>How entries are checked.</summary>
public sealed record AbiCheckOptions
{
    /// <summary>Whether the README's demands on an entry are checked as well as its form.</summary>
    public bool Strict { get; init; }

    /// <summary>The day on which the check stands; rules about time are left out when null.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Tells a kernel symbol from another name; when null, only what is written as one (<c>name()</c>, <c>EXPORT_SYMBOL(name)</c>) is taken for one.</summary>
    public Func<string, bool>? IsKernelSymbol { get; init; }
}
