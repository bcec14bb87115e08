using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Abi.Paths;

namespace KlpShell.Core.Abi.Comparing;

/// <summary>Finds for a name that is gone a new name that says the same: with another placeholder, or with a placeholder where it had a text.</summary>
internal sealed class AbiRespellings
{
    private readonly Dictionary<string, string> _byShape = new(StringComparer.Ordinal);
    private readonly HashSet<string> _added;
    private readonly AbiSet _difference;

    public AbiRespellings(AbiSet reference, AbiSet difference)
    {
        _difference = difference;
        _added = [.. difference.Names.Where(n => reference.Named(n).IsEmpty)];
        foreach (string name in _added)
            _byShape.TryAdd(ShapeOf(name), name);
    }

    /// <summary>The names that only the second set has.</summary>
    public IReadOnlyCollection<string> Added => _added;

    /// <summary>The new spelling of a name; null when there is none.</summary>
    public (string Name, AbiEntry Entry)? Find(string gone)
    {
        if (_byShape.TryGetValue(ShapeOf(gone), out string? same))
            return (same, _difference.Named(same)[0]);
        foreach (AbiPathMatch match in _difference.Paths.Find(gone))
        {
            if (_added.Contains(match.Name))
                return (match.Name, match.Entry);
        }
        return null;
    }

    private static string ShapeOf(string name) => AbiPathPattern.Parse(name)?.Shape ?? string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
