using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>A script of sed: addresses, and the commands s, d, p, q, y and =.</summary>
internal sealed partial class SedScript
{
    private readonly List<SedLine> _commands = [];
    private readonly bool _extended;
    private string _text = "";
    private int _at;

    /// <summary>Reads a script.</summary>
    /// <param name="texts">What stands behind each -e.</param>
    /// <param name="extended">True for extended expressions.</param>
    public SedScript(IEnumerable<string> texts, bool extended)
    {
        _extended = extended;
        foreach (string text in texts)
        {
            (_text, _at) = (text, 0);
            while (true)
            {
                while (_at < text.Length && text[_at] is ' ' or ';' or '\n' or '\t') _at++;
                if (_at == text.Length) break;
                _commands.Add(Command());
            }
        }
    }

    /// <summary>Edits a text.</summary>
    /// <param name="lines">Its lines.</param>
    /// <param name="quiet">True where only p prints.</param>
    /// <param name="print">Gets each line that is printed.</param>
    public void Run(string[] lines, bool quiet, Action<string> print)
    {
        HashSet<SedLine> inside = [];
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i];
            bool deleted = false;
            bool last = false;
            foreach (SedLine command in _commands)
            {
                if (IsMeant(command, inside, line, i + 1, lines.Length) == command.Negated) continue;
                switch (command.Name)
                {
                    case 's':
                        line = Substitute(command, line, print);
                        break;
                    case 'y':
                        line = string.Create(line.Length, (line, command), static (span, state) =>
                        {
                            for (int c = 0; c < span.Length; c++)
                            {
                                int at = state.command.First!.IndexOf(state.line[c], StringComparison.Ordinal);
                                span[c] = at < 0 ? state.line[c] : state.command.Second![at];
                            }
                        });
                        break;
                    case 'p':
                        print(line);
                        break;
                    case '=':
                        print((i + 1).ToString(CultureInfo.InvariantCulture));
                        break;
                    case 'd':
                        deleted = true;
                        break;
                    default:
                        last = true;
                        break;
                }

                if (deleted || last) break;
            }

            if (!deleted && !quiet) print(line);
            if (last) return;
        }
    }

    private static bool IsMeant(SedLine command, HashSet<SedLine> inside, string line, int number, int count)
    {
        if (command.From is not { } from) return true;
        if (command.To is not { } to) return Is(from);
        if (inside.Contains(command))
        {
            if (Ends()) inside.Remove(command);
            return true;
        }

        if (!Is(from)) return false;
        if (to.Pattern is not null || !Ends()) inside.Add(command);
        return true;

        bool Is(SedAddress address) => address.Pattern?.IsMatch(line) ?? (address.Number == 0 ? number == count : number == address.Number);

        bool Ends() => to.Pattern?.IsMatch(line) ?? number >= (to.Number == 0 ? count : to.Number);
    }

    private static string Substitute(SedLine command, string line, Action<string> print)
    {
        int seen = 0;
        bool changed = false;
        string result = command.Pattern!.Replace(line, match =>
        {
            seen++;
            if (seen < command.Occurrence || (!command.All && seen > command.Occurrence)) return match.Value;
            changed = true;
            return Replacement(command.Second!, match);
        });
        if (changed && command.Prints) print(result);
        return result;
    }

    private static string Replacement(string text, Match match)
    {
        StringBuilder made = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '&') made.Append(match.Value);
            else if (text[i] != '\\' || i + 1 == text.Length) made.Append(text[i]);
            else if (char.IsAsciiDigit(text[++i])) made.Append(match.Groups[text[i] - '0'].Value);
            else made.Append(text[i] == 'n' ? '\n' : text[i] == 't' ? '\t' : text[i]);
        }

        return made.ToString();
    }

    private SedLine Command()
    {
        SedAddress? from = Address();
        SedAddress? to = null;
        if (from is not null && _at < _text.Length && _text[_at] == ',')
        {
            _at++;
            to = Address() ?? throw Unknown();
        }

        while (_at < _text.Length && _text[_at] == ' ') _at++;
        bool negated = _at < _text.Length && _text[_at] == '!';
        if (negated) _at++;
        char name = _at < _text.Length ? _text[_at++] : throw Unknown();
        SedLine command = new(name, from, to, negated);
        if (name is 'd' or 'p' or 'q' or '=') return command;
        if (name is not ('s' or 'y') || _at == _text.Length) throw Unknown();
        char delimiter = _text[_at++];
        string first = Part(delimiter);
        string second = Part(delimiter);
        if (name == 'y') return command with { First = first, Second = second };
        int start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] is 'g' or 'p' or 'I' or 'i')) _at++;
        string flags = _text[start.._at];
        Match number = Digits().Match(flags);
        return command with
        {
            Pattern = new Regex(GrepPattern.Translate(first, _extended), flags.Contains('I') || flags.Contains('i') ? RegexOptions.IgnoreCase : RegexOptions.None),
            Second = second,
            All = flags.Contains('g'),
            Prints = flags.Contains('p'),
            Occurrence = number.Success ? int.Parse(number.ValueSpan, CultureInfo.InvariantCulture) : 1,
        };
    }

    private SedAddress? Address()
    {
        if (_at == _text.Length) return null;
        if (_text[_at] == '$')
        {
            _at++;
            return new SedAddress(0, null);
        }

        if (_text[_at] == '/')
        {
            _at++;
            return new SedAddress(0, new Regex(GrepPattern.Translate(Part('/'), _extended)));
        }

        int start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at])) _at++;
        return _at == start ? null : new SedAddress(int.Parse(_text.AsSpan(start, _at - start), CultureInfo.InvariantCulture), null);
    }

    private string Part(char delimiter)
    {
        StringBuilder part = new();
        bool bracket = false;
        for (; _at < _text.Length; _at++)
        {
            char c = _text[_at];
            if (c == '\\' && _at + 1 < _text.Length)
            {
                if (_text[_at + 1] != delimiter) part.Append(c);
                part.Append(_text[++_at]);
                continue;
            }

            if (c == '[') bracket = true;
            if (c == ']') bracket = false;
            if (c == delimiter && !bracket)
            {
                _at++;
                return part.ToString();
            }

            part.Append(c);
        }

        throw Unknown();
    }

    private UnknownCommandException Unknown() => new($"sed: the script {_text} isn't known to the player");

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    private sealed record SedAddress(int Number, Regex? Pattern);

    private sealed record SedLine(char Name, SedAddress? From, SedAddress? To, bool Negated)
    {
        public string? First { get; init; }

        public string? Second { get; init; }

        public Regex? Pattern { get; init; }

        public bool All { get; init; }

        public bool Prints { get; init; }

        public int Occurrence { get; init; } = 1;
    }
}
