using System;
using System.Collections.Generic;
using System.Linq;

namespace KlpShell.Core.Abi.Paths;

/// <summary>What stands between two slashes of a name: a text, a pattern, or any number of segments.</summary>
internal sealed class AbiSegment
{
    private const int MaxOnStack = 128;

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
    public bool Covers(ReadOnlySpan<char> segment)
    {
        int first = 0;
        if (_tokens.Length > 0 && _tokens[0].Kind == AbiTokenKind.Literal)
        {
            if (!segment.StartsWith(_tokens[0].Text))
                return false;
            segment = segment[_tokens[0].Text.Length..];
            first = 1;
        }
        return CoversRest(segment, _tokens.AsSpan(first));
    }

    // Token by token, all places of the text up to which it may have come: the cost is their product, however many wildcards there are.
    private static bool CoversRest(ReadOnlySpan<char> text, ReadOnlySpan<AbiToken> tokens)
    {
        Span<bool> room = text.Length < MaxOnStack ? stackalloc bool[2 * MaxOnStack] : new bool[2 * (text.Length + 1)];
        Span<bool> at = room[..(text.Length + 1)];
        Span<bool> next = room.Slice(room.Length / 2, text.Length + 1);
        at.Clear();
        at[0] = true;
        foreach (AbiToken token in tokens)
        {
            next.Clear();
            Step(text, token, at, next);
            next.CopyTo(at);
        }
        return at[^1];
    }

    private static void Step(ReadOnlySpan<char> text, AbiToken token, ReadOnlySpan<bool> at, Span<bool> next)
    {
        switch (token.Kind)
        {
            case AbiTokenKind.Literal:
                StepText(text, token.Text, at, next);
                break;
            case AbiTokenKind.Choice:
                foreach (string choice in token.Choices!)
                    StepText(text, choice, at, next);
                break;
            case AbiTokenKind.OneOf:
                for (int i = 0; i < text.Length; i++)
                    next[i + 1] = at[i] && token.Text.Contains(text[i], StringComparison.Ordinal);
                break;
            case AbiTokenKind.Digits:
                for (int i = 0; i < text.Length; i++)
                    next[i + 1] = (at[i] || next[i]) && char.IsAsciiDigit(text[i]);
                break;
            default:
                int first = at.IndexOf(true);
                if (first >= 0 && token.Kind == AbiTokenKind.Some)
                    first++;
                if (first >= 0 && first < next.Length)
                    next[first..].Fill(true);
                break;
        }
    }

    private static void StepText(ReadOnlySpan<char> text, string part, ReadOnlySpan<bool> at, Span<bool> next)
    {
        for (int i = 0; i + part.Length <= text.Length; i++)
        {
            if (at[i] && text[i..].StartsWith(part))
                next[i + part.Length] = true;
        }
    }
}
