using System;
using System.Buffers;
using System.Collections.Generic;

namespace KlpShell.Core.Abi.Paths;

/// <summary>Takes a name apart into segments and their pieces.</summary>
internal sealed class AbiPathPatternParser
{
    // What may be more than itself, or ends something: all other characters are text, and are taken in runs.
    private static readonly SearchValues<char> s_special = SearchValues.Create("/=<{[*.XYZN#AB \t");

    private readonly string _text;
    private readonly bool _cutAtBlank;
    private readonly List<AbiSegment> _segments = [];
    private readonly List<AbiToken> _tokens = [];
    private int _at;
    private bool _many;

    private AbiPathPatternParser(string text, bool cutAtBlank)
    {
        _text = text;
        _cutAtBlank = cutAtBlank;
    }

    public static AbiPathPattern? Parse(string name, bool cutAtBlank)
    {
        if (!name.StartsWith('/') && !name.StartsWith(".../", StringComparison.Ordinal))
            return null;
        var parser = new AbiPathPatternParser(name.Contains('\\', StringComparison.Ordinal) ? name.Replace("\\", "", StringComparison.Ordinal) : name, cutAtBlank);
        parser.Read();
        return parser._segments.Count == 0 ? null : AbiPathPattern.Of(name, parser._segments);
    }

    private void Read()
    {
        while (_at < _text.Length)
        {
            char c = _text[_at];
            if (c == '=' || (_cutAtBlank && c is ' ' or '\t'))
                break;
            if (c == '/')
                EndSegment();
            else if (!ReadBracket(c) && !ReadWildcard(c))
                ReadText();
            else
                continue;
            _at++;
        }
        TrimEnd();
        EndSegment();
    }

    // Up to its last character.
    private void ReadText()
    {
        int length = s_special.Contains(_text[_at]) ? 1 : _text.AsSpan(_at).IndexOfAny(s_special);
        if (length < 0)
            length = _text.Length - _at;
        _tokens.Add(new AbiToken(AbiTokenKind.Literal, _text.Substring(_at, length)));
        _at += length - 1;
    }

    private void EndSegment()
    {
        if (_many && _tokens.Count == 0)
            AddSegment(AbiSegment.Many);
        else if (_tokens.Count > 0)
            AddSegment(AbiSegment.Of(_tokens));
        _tokens.Clear();
        _many = false;
    }

    // Several times any number of segments is any number of segments.
    private void AddSegment(AbiSegment segment)
    {
        if (!segment.IsMany || _segments.Count == 0 || !_segments[^1].IsMany)
            _segments.Add(segment);
    }

    private void TrimEnd()
    {
        while (_tokens.Count > 0 && _tokens[^1] is { Kind: AbiTokenKind.Literal, Text: " " or "\t" })
            _tokens.RemoveAt(_tokens.Count - 1);
    }

    private bool ReadBracket(char open)
    {
        char close = open switch { '<' => '>', '{' => '}', '[' => ']', _ => '\0' };
        int end = close == '\0' ? -1 : _text.IndexOf(close, _at + 1);
        if (end <= _at + 1)
            return false;
        string inside = _text[(_at + 1)..end];
        bool wholeSegment = IsSegmentStart(_at) && IsSegmentEnd(end + 1);
        _at = end + 1;
        if (open == '[' && AbiBracket.ReadClass(inside) is { } characters)
        {
            bool repeated = _at < _text.Length && _text[_at] is '+' or '*';
            if (repeated)
                _at++;
            _tokens.Add(repeated || characters.Length == 0 ? new AbiToken(AbiTokenKind.Digits) : new AbiToken(AbiTokenKind.OneOf, characters));
        }
        else if (AbiBracket.ReadChoice(inside) is { } choices)
        {
            _tokens.Add(new AbiToken(AbiTokenKind.Choice, "", choices));
        }
        else if (wholeSegment && inside.Contains('/', StringComparison.Ordinal))
        {
            _many = true;
        }
        else
        {
            _tokens.Add(new AbiToken(open == '[' ? AbiTokenKind.Any : AbiTokenKind.Some));
        }
        return true;
    }

    private bool ReadWildcard(char c)
    {
        int length = 1;
        switch (c)
        {
            case '*':
                while (IsAt(_at + length, '*'))
                    length++;
                Add(AbiTokenKind.Any, length);
                return true;
            case '.' when IsAt(_at + 1, '.') && IsAt(_at + 2, '.'):
                Add(AbiTokenKind.Some, 3);
                return true;
            case 'X' when IsAt(_at + 1, 'X'):
                while (IsAt(_at + length, 'X'))
                    length++;
                break;
            case 'X' or 'Y' or 'Z' when !IsCapital(_at - 1) && !IsCapital(_at + 1):
                break;
            case 'N' or '#' when _at > 0 && IsNumberPlace(_text[_at - 1], _at + 1):
                break;
            case 'A' or 'B' when IsAt(_at - 1, '_') && IsAt(_at + 1, '_'):
                break;
            default:
                return false;
        }
        _tokens.Add(new AbiToken(AbiTokenKind.Some));
        _at += length;
        return true;
    }

    // Alone between slashes they stand for several segments, as both of the kernel's tools have it.
    private void Add(AbiTokenKind kind, int length)
    {
        if (IsSegmentStart(_at) && IsSegmentEnd(_at + length))
            _many = true;
        else
            _tokens.Add(new AbiToken(kind));
        _at += length;
    }

    private bool IsSegmentStart(int at) => at == 0 || _text[at - 1] == '/';

    private bool IsSegmentEnd(int at) => at >= _text.Length || _text[at] == '/' || _text.AsSpan(at).TrimStart(" \t").StartsWith("=");

    // As in stateN, xen_cpu# and master-N: behind a word, and nothing of a word behind it.
    private bool IsNumberPlace(char before, int next) =>
        (char.IsAsciiLetterLower(before) || before is '_' or '-') && (next >= _text.Length || !char.IsAsciiLetterOrDigit(_text[next]));

    private bool IsAt(int at, char c) => at >= 0 && at < _text.Length && _text[at] == c;

    private bool IsCapital(int at) => at >= 0 && at < _text.Length && char.IsAsciiLetterUpper(_text[at]);
}
