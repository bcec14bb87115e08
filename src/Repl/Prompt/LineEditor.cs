using KlpShell.Repl.Completion;

namespace KlpShell.Repl.Prompt;

/// <summary>Reads one line at a terminal: the usual keys, history, completion with Tab.</summary>
internal sealed class LineEditor(string prompt, List<string> history, Completer completer)
{
    private readonly Screen _screen = new(prompt);
    private string _text = "";
    private int _cursor;
    private int _place = history.Count;
    private string _draft = "";
    private (int Start, List<CompletionResult> Results, int Next, string Before)? _cycle;

    /// <summary>The line; null at the end of input; cancelled is an empty line.</summary>
    public string? Read()
    {
        _screen.Draw(_text, _cursor);
        while (true)
        {
            var key = Console.ReadKey(true);
            if (key.Key != ConsoleKey.Tab) _cycle = null;
            if (key.Key == ConsoleKey.Enter || key.KeyChar is '\r' or '\n') break;
            if (key.Modifiers.HasFlag(ConsoleModifiers.Control))
            {
                if (key.Key == ConsoleKey.D && _text.Length == 0) return null;
                if (key.Key == ConsoleKey.C)
                {
                    _screen.Leave(_text + "^C");
                    return "";
                }
            }
            Press(key);
            if (!Console.KeyAvailable) _screen.Draw(_text, _cursor);
        }
        _screen.Leave(_text);
        return _text;
    }

    private void Press(ConsoleKeyInfo key)
    {
        var control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        switch (key.Key)
        {
            case ConsoleKey.LeftArrow: _cursor = control ? WordLeft() : Math.Max(0, _cursor - 1); break;
            case ConsoleKey.RightArrow: _cursor = control ? WordRight() : Math.Min(_text.Length, _cursor + 1); break;
            case ConsoleKey.Home or ConsoleKey.A when control || key.Key == ConsoleKey.Home: _cursor = 0; break;
            case ConsoleKey.End or ConsoleKey.E when control || key.Key == ConsoleKey.End: _cursor = _text.Length; break;
            case ConsoleKey.Backspace when control: Cut(WordLeft(), _cursor); break;
            case ConsoleKey.Backspace: Cut(Math.Max(0, _cursor - 1), _cursor); break;
            case ConsoleKey.Delete or ConsoleKey.D when control || key.Key == ConsoleKey.Delete: Cut(_cursor, Math.Min(_text.Length, _cursor + 1)); break;
            case ConsoleKey.W when control: Cut(WordLeft(), _cursor); break;
            case ConsoleKey.U when control: Cut(0, _cursor); break;
            case ConsoleKey.K when control: Cut(_cursor, _text.Length); break;
            case ConsoleKey.L when control: _screen.Clear(); break;
            case ConsoleKey.R when control: Search(); break;
            case ConsoleKey.Escape: Cut(0, _text.Length); break;
            case ConsoleKey.UpArrow or ConsoleKey.P when control || key.Key == ConsoleKey.UpArrow: Recall(-1); break;
            case ConsoleKey.DownArrow or ConsoleKey.N when control || key.Key == ConsoleKey.DownArrow: Recall(1); break;
            case ConsoleKey.Tab: Complete(key.Modifiers.HasFlag(ConsoleModifiers.Shift)); break;
            default:
                if (!control && !char.IsControl(key.KeyChar)) Insert(key.KeyChar.ToString());
                break;
        }
    }

    private void Insert(string text)
    {
        _text = _text.Insert(_cursor, text);
        _cursor += text.Length;
    }

    private void Cut(int from, int to)
    {
        _text = _text.Remove(from, to - from);
        _cursor = from;
    }

    private int WordLeft()
    {
        var at = _cursor;
        while (at > 0 && !char.IsLetterOrDigit(_text[at - 1])) at--;
        while (at > 0 && char.IsLetterOrDigit(_text[at - 1])) at--;
        return at;
    }

    private int WordRight()
    {
        var at = _cursor;
        while (at < _text.Length && char.IsLetterOrDigit(_text[at])) at++;
        while (at < _text.Length && !char.IsLetterOrDigit(_text[at])) at++;
        return at;
    }

    private void Recall(int step)
    {
        if (_place + step < 0 || _place + step > history.Count) return;
        if (_place == history.Count) _draft = _text;
        _place += step;
        _text = _place == history.Count ? _draft : history[_place];
        _cursor = _text.Length;
    }

    // The line before that has what was typed; the next time, the one before that.
    private void Search()
    {
        if (_place == history.Count || _text != history[_place]) (_draft, _place) = (_text, history.Count);
        var found = history.FindLastIndex(Math.Max(0, _place - 1), Math.Max(0, _place), line => line.Contains(_draft, StringComparison.OrdinalIgnoreCase));
        if (found < 0) Console.Write('\a');
        else (_place, _text, _cursor) = (found, history[found], history[found].Length);
    }

    private void Complete(bool back)
    {
        if (_cycle is { } cycle)
        {
            var index = (cycle.Next + (back ? -2 : 0) + cycle.Results.Count * 2) % cycle.Results.Count;
            Replace(cycle.Start, cycle.Results[index].CompletionText);
            _cycle = cycle with { Next = (index + 1) % cycle.Results.Count };
            return;
        }
        var (start, length, results) = completer.Complete(_text, _cursor);
        if (results.Count == 0) Console.Write('\a');
        else if (results.Count == 1) Replace(start, results[0].CompletionText);
        else
        {
            var common = results.Select(r => r.CompletionText).Aggregate((a, b) => a[..Enumerable.Range(0, Math.Min(a.Length, b.Length) + 1).Last(n => a.AsSpan(0, n).Equals(b.AsSpan(0, n), StringComparison.OrdinalIgnoreCase))]);
            if (common.Length > length) Replace(start, common);
            else
            {
                _screen.List(results, _text);
                _cycle = (start, results, 0, _text);
            }
        }
    }

    private void Replace(int start, string with)
    {
        Cut(start, _cursor);
        Insert(with);
    }
}
