using System;
using System.Collections.Generic;
using System.Linq;

namespace KlpShell.Core.Abi.Paths;

/// <summary>What stands between two slashes of a name: a text, a pattern, or any number of segments.</summary>
internal sealed class AbiSegment
{
    private readonly AbiToken[] _tokens;

    private AbiSegment(AbiToken[] tokens, bool many)
    {
        _tokens = tokens;
        IsMany = many;
        IsLiteral = !many && tokens.All(t => t.Kind == AbiTokenKind.Literal);
        Shape = many ? "**" : string.Concat(tokens.Select(t => t.Shape));
        Key = IsLiteral ? Shape : string.Concat(tokens.Select(t => t.Key));
        LiteralLength = tokens.Sum(t => t.Kind is AbiTokenKind.Literal or AbiTokenKind.OneOf ? Math.Max(1, t.Text.Length) : t.Kind is AbiTokenKind.Choice ? t.Choices![0].Length : 0);
    }

    /// <summary>One segment or more, whatever they are.</summary>
    public static AbiSegment Many { get; } = new([], many: true);

    /// <summary>Whether it stands for one segment or more.</summary>
    public bool IsMany { get; }

    /// <summary>Whether it is a text without wildcards, which is its <see cref="Shape"/>.</summary>
    public bool IsLiteral { get; }

    /// <summary>The same for the same meaning, however a placeholder is spelled.</summary>
    public string Shape { get; }

    /// <summary>The same for what covers exactly the same.</summary>
    public string Key { get; }

    /// <summary>How much of it is said: of two names that cover a path, the one that says more is meant.</summary>
    public int LiteralLength { get; }

    /// <summary>A segment of tokens; two texts in a row are one.</summary>
    public static AbiSegment Of(List<AbiToken> tokens)
    {
        var joined = new List<AbiToken>(tokens.Count);
        foreach (AbiToken token in tokens)
        {
            bool wild = token.Kind is AbiTokenKind.Some or AbiTokenKind.Any;
            if (joined.Count > 0 && token.Kind == AbiTokenKind.Literal && joined[^1].Kind == AbiTokenKind.Literal)
                joined[^1] = new AbiToken(AbiTokenKind.Literal, joined[^1].Text + token.Text);
            else if (joined.Count > 0 && wild && joined[^1].Kind is AbiTokenKind.Some or AbiTokenKind.Any)
                joined[^1] = joined[^1].Kind == AbiTokenKind.Some ? joined[^1] : token;
            else
                joined.Add(token);
        }
        return new AbiSegment([.. joined], many: false);
    }

    /// <summary>Whether a segment of a path is covered.</summary>
    public bool Covers(ReadOnlySpan<char> segment) => Covers(segment, _tokens);

    private static bool Covers(ReadOnlySpan<char> text, ReadOnlySpan<AbiToken> tokens)
    {
        while (!tokens.IsEmpty && tokens[0].Kind == AbiTokenKind.Literal)
        {
            if (!text.StartsWith(tokens[0].Text))
                return false;
            text = text[tokens[0].Text.Length..];
            tokens = tokens[1..];
        }
        if (tokens.IsEmpty)
            return text.IsEmpty;
        AbiToken token = tokens[0];
        ReadOnlySpan<AbiToken> rest = tokens[1..];
        switch (token.Kind)
        {
            case AbiTokenKind.OneOf:
                return !text.IsEmpty && token.Text.Contains(text[0], StringComparison.Ordinal) && Covers(text[1..], rest);
            case AbiTokenKind.Choice:
                foreach (string choice in token.Choices!)
                {
                    if (text.StartsWith(choice) && Covers(text[choice.Length..], rest))
                        return true;
                }
                return false;
            case AbiTokenKind.Digits:
                int digits = text.IndexOfAnyExceptInRange('0', '9');
                return CoversFrom(text, rest, 1, digits < 0 ? text.Length : digits);
            default:
                return rest.IsEmpty ? token.Kind == AbiTokenKind.Any || !text.IsEmpty : CoversFrom(text, rest, token.Kind == AbiTokenKind.Some ? 1 : 0, text.Length);
        }
    }

    private static bool CoversFrom(ReadOnlySpan<char> text, ReadOnlySpan<AbiToken> rest, int least, int most)
    {
        for (int taken = least; taken <= most; taken++)
        {
            if (Covers(text[taken..], rest))
                return true;
        }
        return false;
    }
}
