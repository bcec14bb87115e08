using System.Collections.Immutable;
using KlpShell.Core.Abi.Rules;

namespace KlpShell.Core.Abi.Reading;

/// <summary>Findings of one file as they are made; after a great many only their number is told.</summary>
internal sealed class AbiFindings(string file)
{
    private const int Most = 1000;

    private readonly ImmutableArray<AbiFinding>.Builder _kept = ImmutableArray.CreateBuilder<AbiFinding>();
    private int _count;

    public void Add(AbiRule rule, string what, int line, string message)
    {
        if (_count++ < Most)
            _kept.Add(rule.At(what, file, line, message));
    }

    public ImmutableArray<AbiFinding> ToImmutable()
    {
        if (_count > Most)
            _kept.Add(AbiRules.Unreadable.At("", file, 0, $"there are {_count - Most:N0} more findings in this file; is it a file of entries?"));
        return _kept.ToImmutable();
    }
}
