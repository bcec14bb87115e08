namespace KlpShell.Core.Abi.Rules;

/// <summary>When a rule is looked at.</summary>
public enum AbiRuleGroup
{
    /// <summary>While a file is read: its form, as the kernel's tool sees it.</summary>
    Form,
    /// <summary>Over one set of entries, in strict mode: what the README asks of an entry.</summary>
    Strict,
    /// <summary>Between two sets, or when an entry is moved: how an interface may change its level.</summary>
    Change,
    /// <summary>Between a set and a tree of files.</summary>
    Files,
    /// <summary>Between a set and what a patch says that it touches.</summary>
    Touch,
    /// <summary>Over the suppressions themselves.</summary>
    Suppression,
}
