namespace KlpShell.Repl.Formatting;

/// <summary>Lays objects out as PowerShell's Out-Default does, line by line.</summary>
internal sealed class Formatter(Session session, Action<string> line, Func<int> width, bool colour = false, bool clean = false)
{
    private const string Header = "\x1b[32;1m", Reset = "\x1b[0m";
    private View? _view;
    private bool _opened;
    private string? _group;
    private bool _measures;
    private bool _measured;
    private List<object> _waiting = [];
    private DateTime _since;
    private int[]? _widths;
    private List<Column> _columns = [];

    public void Write(object? item)
    {
        var plain = Value.Base(item);
        if (plain is null) return;
        if (plain is Formatted formatted) Laid(formatted);
        else if (plain is string or ValueType && IsScalar(plain))
        {
            if (_waiting.Count > 0) Release();
            foreach (var one in (!clean ? Value.Text(item) : colour ? Style.Harmless(Value.Text(item)) : Cell.Harmless(Value.Text(item))).Split('\n')) line(one.TrimEnd('\r'));
        }
        else if (plain is ErrorRecord error) line(ErrorView.Render(error, width(), false));
        else if (plain is InformationRecord) line(plain.ToString()!);
        else if (plain is IDictionary map && (_view is null || _view.TypeNames is not null)) foreach (DictionaryEntry entry in map) Show(entry, null);
        else Show(item!, null);
    }

    private static bool IsScalar(object value) => value is string or bool or char or Enum || Number.IsNumeric(value);

    private void Laid(Formatted formatted)
    {
        Close();
        foreach (var item in formatted.Items)
        {
            var plain = Value.Base(item);
            if (plain is null) continue;
            if (plain is string || plain is ValueType && IsScalar(plain) && formatted.Properties is null) Write(item);
            else if (plain is IDictionary map && formatted.Properties is null) foreach (DictionaryEntry entry in map) Show(entry, formatted);
            else Show(item!, formatted);
        }
        Close();
    }

    private void Show(object item, Formatted? how)
    {
        if (_view is not null && how is null && !_view.Accepts(item))
        {
            Aside(item);
            return;
        }
        if (_view is null || !_view.Accepts(item)) Start(item, how);
        if (_view!.Shape == Shape.Table && _widths is null)
        {
            if (_waiting.Count == 0) _since = DateTime.UtcNow;
            _waiting.Add(item);
            // As PowerShell does: the widths come from what arrives in the first 0.3 seconds.
            if (how is null && !_view.AutoSize && (DateTime.UtcNow - _since).TotalMilliseconds > 300) Release();
        }
        else Row(item);
    }

    private void Start(object item, Formatted? how)
    {
        Close();
        var known = how?.Properties is null ? Views.Find(session, item, how?.Shape) : null;
        _view = known ?? View.Of(item, how?.Shape, how?.Properties);
        if (how is { AutoSize: true } or { Wrap: true })
            _view = new View { Shape = _view.Shape, TypeNames = _view.TypeNames, Columns = _view.Columns, Fixed = _view.Fixed, AutoSize = _view.AutoSize || how.AutoSize, Wrap = _view.Wrap || how.Wrap };
        _columns = _view.Columns;
        // As PowerShell does: once a table took its widths from what is in it, all that come after it do, whatever their views say.
        _measured = _measures;
        _measures |= _view.Shape == Shape.Table && (_view.AutoSize || _columns.Count == 0 || _columns[0].Width == 0);
        if (_view.Shape == Shape.Table && !_measures) _widths = Widths([]);
    }

    // Among objects that a view lays out, PowerShell lists one of another kind, and goes on with the view.
    private void Aside(object item)
    {
        if (_waiting.Count > 0) Release();
        var columns = _columns;
        _columns = PropertySets.Display(session, item) is { } set ? View.Of(item, Shape.List, set).Columns : [.. View.Of(item, Shape.List, null).Columns.OrderBy(c => Members.Find(item, c.Property!)?.MemberType == PSMemberTypes.Property ? 0 : 1)];
        line("");
        List(item);
        _columns = columns;
    }

    private void Release()
    {
        var items = _waiting;
        _waiting = [];
        _widths ??= Widths(items);
        foreach (var item in items) Row(item);
    }

    public void Close()
    {
        if (_waiting.Count > 0) Release();
        if (_view is { Shape: not Shape.List } && _opened) line("");
        (_view, _opened, _widths) = (null, false, null);
    }

    private void Row(object item)
    {
        var group = _view!.Group?.Text(item);
        var first = !_opened || group != _group;
        if (first) line("");
        if (first && group is not null)
        {
            line($"   {_view.Group!.Label}: {Safe(group)}");
            line("");
        }
        (_opened, _group) = (true, group);
        if (_view.Shape == Shape.List) List(item);
        else
        {
            if (first) Headers();
            Cells(_columns.Select(c => c.Text(item, _view.TypeNames is null)).ToArray(), _view.Wrap, "");
        }
    }

    private string Safe(string text) => clean ? Cell.Harmless(text) : text;

    private (string Colour, string Text) Parts(Column column, string text)
    {
        var (tone, plain) = column.Coloured ? Style.Parts(text) : ("", text);
        return (colour ? tone : "", Safe(plain));
    }

    private void Headers()
    {
        var labels = _columns.Select(c => c.Label).ToArray();
        Cells(labels, true, colour ? Header : "");
        Cells([.. labels.Select((label, i) => _widths![i] <= 0 ? "" : new string('-', label.Length == 0 ? _widths[i] : Math.Min(label.Length, _widths[i])))], false, colour ? Header : "");
    }

    private void Cells(string[] values, bool wrap, string style)
    {
        var last = _columns.FindLastIndex(c => _widths![_columns.IndexOf(c)] > 0);
        var parts = values.Select((value, i) => Parts(_columns[i], value)).ToArray();
        var lines = parts.Select((part, i) => _widths![i] <= 0 ? [] : wrap ? Cell.Wrap(part.Text, _widths[i]) : [Cell.Fit(Cell.OneLine(part.Text), _widths[i], _columns[i].Right == true)]).ToArray();
        var stop = wrap ? last : values.Length - 1;
        var rows = 1;
        foreach (var one in lines) rows = Math.Max(rows, one.Count);
        for (var row = 0; row < rows; row++)
        {
            var text = new StringBuilder();
            var end = row == 0 && rows == 1 ? last : Array.FindLastIndex(lines, l => l.Count > row);
            for (var i = 0; i <= Math.Max(end, 0) && i < values.Length; i++)
            {
                if (_widths![i] <= 0) continue;
                var cell = row < lines[i].Count ? lines[i][row] : "";
                var padded = _columns[i].Right == true ? cell.PadLeft(_widths[i]) : i == stop || row > 0 && i == end ? cell : cell.PadRight(_widths[i]);
                if (parts[i].Colour.Length > 0 && cell.Length > 0) padded = padded.Replace(cell, parts[i].Colour + cell + Reset, StringComparison.Ordinal);
                if (text.Length > 0) text.Append(style.Length > 0 && !wrap ? " " : "");
                text.Append(style).Append(i > 0 && (style.Length == 0 || wrap) ? " " : "").Append(padded).Append(style.Length > 0 ? Reset : "");
            }
            line(rows > 1 && style.Length == 0 ? text.ToString().TrimEnd() : text.ToString());
        }
    }

    private void List(object item)
    {
        if (_view is { TypeNames: null, Fixed: false, Shape: Shape.List }) _columns = View.Of(item, Shape.List, PropertySets.Display(session, item)).Columns;
        var label = Math.Min(_columns.Count == 0 ? 0 : _columns.Max(c => c.Label.Length), Math.Max(width() - 4, 1));
        foreach (var column in _columns)
        {
            var (tone, text) = Parts(column, column.Text(item));
            var lines = Cell.Wrap(text, Math.Max(width() - label - 3, 1));
            for (var i = 0; i < lines.Count; i++)
                line((i > 0 ? new string(' ', label + 3) : colour ? $"{Header}{column.Label.PadRight(label)} : {Reset}" : column.Label.PadRight(label) + " : ") + (tone.Length > 0 && lines[i].Length > 0 ? tone + lines[i] + Reset : lines[i]));
        }
        line("");
    }

    private int[] Widths(List<object> items)
    {
        var (screen, free) = (width(), 0);
        var widths = new int[_columns.Count];
        for (var i = 0; i < widths.Length; i++)
        {
            widths[i] = _view!.AutoSize || _measured ? 0 : _columns[i].Width;
            if (_measures) widths[i] = Math.Max(1, Math.Max(widths[i], _columns[i].Label.Length));
            if (_measures) foreach (var item in items) widths[i] = Math.Max(widths[i], Parts(_columns[i], _columns[i].Text(item, _view.TypeNames is null)).Text.Length);
            else if (widths[i] == 0) free++;
        }
        Share(widths, free, screen);
        for (var excess = Total(widths) - screen; excess > 0; excess = Total(widths) - screen)
        {
            var last = Array.FindLastIndex(widths, w => w > 0);
            if (last < 0) break;
            widths[last] = widths[last] - excess < 1 ? -1 : widths[last] - excess;
        }
        return widths;
    }

    // Columns without a width of their own share what the others leave, one blank at a time.
    private void Share(int[] widths, int free, int screen)
    {
        if (free == 0) return;
        for (var i = 0; i < widths.Length; i++) widths[i] = Math.Max(widths[i], 1);
        for (var (left, at) = (screen - Total(widths), 0); left > 0; at = (at + 1) % widths.Length)
            if (_columns[at].Width == 0)
            {
                widths[at]++;
                left--;
            }
    }

    private static int Total(int[] widths)
    {
        var total = -1;
        foreach (var one in widths) total += one > 0 ? one + 1 : 0;
        return total;
    }
}
