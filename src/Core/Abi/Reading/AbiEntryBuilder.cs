using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using KlpShell.Core.Abi.Rules;

namespace KlpShell.Core.Abi.Reading;

/// <summary>Puts one entry together, field by field; used for one entry after another.</summary>
internal sealed class AbiEntryBuilder(AbiDocument document, AbiFindings findings)
{
    private static readonly char[] s_breaks = [.. Enumerable.Range(0, 0x20).Select(c => (char)c)];

    private readonly List<string> _names = [];
    private readonly List<string> _continued = [];
    private readonly List<AbiField> _fields = [];
    private readonly AbiTextBuffer _value = new();
    private int _line;
    private int _start;
    private AbiFieldKind _kind;
    private string _tag = "";
    private int _fieldLine;
    private int _fieldStart;
    private bool _hasField;
    private int _indent;
    private string _description = "";
    private int _linesBehind;

    /// <summary>Whether the line before belonged to a description.</summary>
    public bool InDescription => _hasField && _kind == AbiFieldKind.Description;

    /// <summary>Whether the line before belonged to a name.</summary>
    public bool InWhat => _hasField && _kind == AbiFieldKind.What;

    /// <summary>Starts an entry at a line.</summary>
    public void Begin(int line, int start)
    {
        _names.Clear();
        _continued.Clear();
        _fields.Clear();
        _hasField = false;
        _description = "";
        _line = line;
        _start = start;
    }

    /// <summary>A <c>What:</c>, or what is taken as one.</summary>
    public void AddName(AbiTag tag, AbiTagWords words, int line, int start)
    {
        ReadOnlySpan<byte> name = WithoutMark(tag.Content);
        StartField(AbiFieldKind.What, tag, line, start);
        _value.Add(name);
        string text = NameOf(name);
        if (text.Length == 0)
            findings.Add(AbiRules.EmptyWhat, First, line, "this What names nothing: write the interface behind it");
        else
            _names.Add(text);
        if (words == (AbiTagWords.Where | AbiTagWords.Exact))
            findings.Add(AbiRules.WhereForWhat, First, line, "'Where:' is read as 'What:': write What");
        else if ((words & AbiTagWords.Exact) == 0)
            Near(line);
    }

    /// <summary>Any other tag.</summary>
    public void BeginField(AbiTag tag, AbiTagWords words, int line, int start)
    {
        AbiFieldKind kind = KindOf(words);
        StartField(kind, tag, line, start);
        if (words == AbiTagWords.None)
            findings.Add(AbiRules.UnknownTag, First, line, $"'{_tag}:' is no field of an entry{AbiTagAdvice.For(_tag)}");
        else if (kind == AbiFieldKind.Other)
            Near(line);
        if (kind != AbiFieldKind.Description)
        {
            _value.Add(tag.Content);
            return;
        }
        _indent = -1;
        if (tag.Content.IsEmpty)
            return;
        // The text on the tag's own line is indented as far as it stands there, its tabs counted from the start of the line.
        int nameLength = tag.Name.Length;
        _value.AddExpanded(document.Bytes.Span.Slice(start + nameLength + 1, tag.SeparatorLength - 1), nameLength + 1);
        _indent = nameLength + 1 + _value.Length;
        _value.Clear();
        _value.AddExpanded(tag.Content, _indent);
        _value.Add((byte)'\n');
    }

    /// <summary>A line without a tag.</summary>
    public void Continue(ReadOnlySpan<byte> line, int number)
    {
        if (_kind == AbiFieldKind.Description)
        {
            ContinueDescription(line);
            if (AbiTagAdvice.LacksColon(line) == AbiTagAdvice.Spelling(AbiFieldKind.What) && line[4..].TrimStart("; \t"u8).StartsWith((byte)'/'))
                findings.Add(AbiRules.NoColon, First, number, "an entry seems to begin here, and is read as part of the description before it: write 'What:' with a colon");
            return;
        }
        ReadOnlySpan<byte> text = line.TrimStart(" \t\r\f\v"u8);
        if (AbiTagAdvice.LacksColon(line) is { } tag)
            findings.Add(AbiRules.NoColon, First, number, $"this line is read as part of '{_tag}:': write '{tag}:' with a colon");
        else if (_kind == AbiFieldKind.What && !text.TrimEnd(" \t\r\f\v"u8).IsEmpty)
            ContinueWhat(text, number);
        _value.Add((byte)'\n');
        _value.Add(text);
        _value.TrimLineEnds();
    }

    /// <summary>Ends the entry at the byte where the next begins.</summary>
    public AbiEntry Finish(int end)
    {
        CloseField(end);
        string date = "";
        string version = "";
        string contact = "";
        string users = "";
        foreach (AbiField field in _fields)
        {
            switch (field.Kind)
            {
                case AbiFieldKind.Date: date = field.Text; break;
                case AbiFieldKind.KernelVersion: version = field.Text; break;
                case AbiFieldKind.Contact: contact = field.Text; break;
                case AbiFieldKind.Users: users = field.Text; break;
            }
        }
        if (_description.Length == 0)
            findings.Add(AbiRules.NoDescription, First, _line, "the entry has no description: say what the interface is and how it is used");
        return new AbiEntry([.. _names], document.Level)
        {
            Date = OneLine(date),
            KernelVersion = OneLine(version),
            Contact = Lines(contact),
            Description = _description,
            Users = Lines(users),
            File = document.File,
            Line = _line,
            Source = new AbiSource(document, new AbiSpan(_start, end - _start), [.. _fields]) { ContinuedNames = [.. _continued] },
        };
    }

    private string First => _names.Count == 0 ? "" : _names[0];

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> name) =>
        !name.IsEmpty && name[^1] is (byte)',' or (byte)'.' or (byte)';' ? name[..^1] : name;

    private static string NameOf(ReadOnlySpan<byte> name) => OneLine(AbiBytes.Text(name));

    // A name, a date or a person is one line of visible text; a tab or the end of a line in it is a blank.
    private static string OneLine(string text)
    {
        string trimmed = text.Trim();
        return trimmed.AsSpan().ContainsAnyInRange('\0', '\u001f') ? string.Join(' ', trimmed.Split(s_breaks, StringSplitOptions.RemoveEmptyEntries)) : trimmed;
    }

    private static AbiFieldKind KindOf(AbiTagWords words) => words switch
    {
        AbiTagWords.Date | AbiTagWords.Exact => AbiFieldKind.Date,
        AbiTagWords.KernelVersion | AbiTagWords.Exact => AbiFieldKind.KernelVersion,
        AbiTagWords.Contact | AbiTagWords.Exact => AbiFieldKind.Contact,
        AbiTagWords.Description | AbiTagWords.Exact => AbiFieldKind.Description,
        AbiTagWords.Users | AbiTagWords.Exact => AbiFieldKind.Users,
        _ => AbiFieldKind.Other,
    };

    private static ImmutableArray<string> Lines(string text)
    {
        if (text.Length == 0)
            return [];
        if (!text.Contains('\n', StringComparison.Ordinal))
            return OneLine(text) is { Length: > 0 } only ? [only] : [];
        ImmutableArray<string>.Builder lines = ImmutableArray.CreateBuilder<string>(1);
        foreach (Range line in text.AsSpan().Split('\n'))
        {
            if (OneLine(text[line]) is { Length: > 0 } kept)
                lines.Add(kept);
        }
        return lines.ToImmutable();
    }

    private void Near(int line) =>
        findings.Add(AbiRules.NearTag, First, line, $"the kernel's tool takes '{_tag}:' as a tag, but it is no field of an entry{AbiTagAdvice.For(_tag)}");

    private void ContinueDescription(ReadOnlySpan<byte> line)
    {
        if (line.TrimStart(" \t\r\f\v"u8).IsEmpty)
        {
            _value.Add((byte)'\n');
            return;
        }
        (int blanks, int count) = AbiTextBuffer.IndentOf(line);
        if (_indent < 0)
            _indent = blanks;
        else if (blanks < _indent)
            _indent = 0;
        _value.AddBlanks(blanks - _indent);
        _value.AddExpanded(line[count..], blanks);
        _value.Add((byte)'\n');
    }

    private void ContinueWhat(ReadOnlySpan<byte> text, int number)
    {
        string name = NameOf(WithoutMark(text));
        if (!name.StartsWith('/'))
        {
            findings.Add(AbiRules.TextUnderWhat, First, number, $"'{AbiTagAdvice.Short(name)}' is neither a field nor a path: write a path, or put it into the description");
            return;
        }
        _names.Add(name);
        _continued.Add(name);
        findings.Add(AbiRules.NameWithoutTag, First, number, $"'{AbiTagAdvice.Short(name)}' has no tag of its own, and the kernel's search does not find it: write 'What:' before it");
    }

    private void StartField(AbiFieldKind kind, AbiTag tag, int line, int start)
    {
        CloseField(start);
        _hasField = true;
        _kind = kind;
        _tag = kind == AbiFieldKind.Other || tag.Name.Length != AbiTagAdvice.Spelling(kind).Length ? AbiBytes.Text(tag.Name) : AbiTagAdvice.Spelled(tag.Name, kind);
        _fieldLine = line;
        _fieldStart = start;
        if (kind is AbiFieldKind.What or AbiFieldKind.Other)
            return;
        foreach (AbiField field in _fields)
        {
            if (field.Kind == kind)
            {
                findings.Add(AbiRules.FieldTwice, First, line, $"the entry has '{_tag}:' in line {field.Line} already{(kind == AbiFieldKind.Description ? "; both texts are joined" : "; the later one counts")}: keep one");
                break;
            }
        }
    }

    private void CloseField(int end)
    {
        if (_hasField)
        {
            string text = AbiBytes.Text(_kind == AbiFieldKind.Description ? _value.Span.Trim((byte)'\n') : _value.Span);
            _fields.Add(new AbiField(_kind, _tag, text, _fieldLine, new AbiSpan(_fieldStart, end - _fieldStart)));
            if (_kind == AbiFieldKind.Description)
                AddDescription(text);
        }
        _value.Clear();
        _hasField = false;
    }

    // Of two descriptions the second is joined to the first, with the empty lines that are between them.
    private void AddDescription(string text)
    {
        ReadOnlySpan<byte> value = _value.Span;
        if (_description.Length == 0)
            _description = text;
        else if (text.Length > 0)
            _description += new string('\n', _linesBehind + value.IndexOfAnyExcept((byte)'\n')) + text;
        _linesBehind = value.Length - value.TrimEnd((byte)'\n').Length;
    }
}
