using System.Collections.Generic;

namespace KlpShell.Core.Planning;

/// <summary>The checks that a kernel has made since somebody began to listen, in the kernel's order.</summary>
public sealed class CheckTrace
{
    private readonly List<CheckResult> _results = [];

    /// <summary>The checks so far.</summary>
    public IReadOnlyList<CheckResult> Results => _results;

    internal void Add(CheckResult result) => _results.Add(result);
}
