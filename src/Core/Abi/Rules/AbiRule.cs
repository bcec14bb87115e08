namespace KlpShell.Core.Abi.Rules;

/// <summary>One rule that entries, sets or changes are held to.</summary>
/// <param name="Id">Its id, such as <c>ABI040</c>, which never changes its meaning.</param>
/// <param name="Name">Its name in Pascal case, such as <c>StableVanished</c>.</param>
/// <param name="Severity">How much a breach weighs.</param>
/// <param name="Group">When it is looked at.</param>
/// <param name="Meaning">What it demands, in one sentence.</param>
public sealed record AbiRule(string Id, string Name, AbiSeverity Severity, AbiRuleGroup Group, string Meaning)
{
    internal AbiFinding At(string what, string file, int line, string message) => new(Id, Severity, what, file, line, message);

    internal AbiFinding At(AbiEntry entry, string message) => At(AbiEntries.Name(entry), entry.File, entry.Line, message);

    internal AbiFinding At(AbiEntry entry, AbiFieldKind field, string message) =>
        At(AbiEntries.Name(entry), entry.File, AbiEntries.LineOf(entry, field), message);
}
