namespace KlpShell.Manifests.Yaml;

/// <summary>Text. Whether it is a number or a word is for those to say who read it, so that no <c>no</c> turns false and no <c>4.10</c> turns 4.1.</summary>
/// <param name="at">Where it begins.</param>
/// <param name="text">The text, without quotes and with escapes resolved.</param>
/// <param name="isPlain">True when it stands there without quotes, in one of the plain styles.</param>
internal sealed class ScalarNode(Position at, string text, bool isPlain) : Node(at)
{
    /// <summary>The text.</summary>
    public string Text { get; } = text;

    /// <summary>True when it stands there without quotes.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <summary>True for nothing, <c>~</c> and <c>null</c>.</summary>
    public bool IsNull => IsPlain && (Text is "" or "~" or "null");
}
