namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>What a piece of a word is.</summary>
internal enum WordPartKind
{
    /// <summary>Text.</summary>
    Text,
    /// <summary>A variable.</summary>
    Variable,
    /// <summary>The output of a command.</summary>
    Command,
    /// <summary>The value of an expression.</summary>
    Arithmetic,
}
