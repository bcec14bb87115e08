namespace KlpShell.Core.Abi.Paths;

/// <summary>A piece of a path segment.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Text">The text, or the characters of which one is meant.</param>
/// <param name="Choices">The texts of which one is meant.</param>
internal readonly record struct AbiToken(AbiTokenKind Kind, string Text = "", string[]? Choices = null)
{
    /// <summary>The same for the same meaning, however the wildcard was spelled.</summary>
    public string Shape => Kind switch
    {
        AbiTokenKind.Literal => Text,
        AbiTokenKind.Some or AbiTokenKind.Any => "*",
        AbiTokenKind.Digits => "#",
        AbiTokenKind.OneOf => "[" + Text + "]",
        _ => "{" + string.Join(',', Choices!) + "}",
    };

    /// <summary>The same for what covers exactly the same.</summary>
    public string Key => Kind switch
    {
        AbiTokenKind.Literal => Text,
        AbiTokenKind.Choice => "\u0001" + string.Join('\u0002', Choices!),
        _ => "\u0003" + (char)Kind + Text,
    };
}
