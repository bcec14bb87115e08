namespace KlpShell.Core.Abi.Rules;

/// <summary>A finding that is known and left as it is.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Target">A wildcard over the name of the entry; with <c>file:</c> before it, over the file.</param>
/// <param name="Reason">Why it is left.</param>
/// <param name="Line">The line of the suppression file, from 1.</param>
public sealed record AbiSuppression(string Rule, string Target, string Reason, int Line);
