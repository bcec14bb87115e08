using System;
using System.Collections.Immutable;
using KlpShell.Core.Abi.Rules;

namespace KlpShell.Core.Abi.Reading;

/// <summary>One pass over the lines of a file. Its states are those of the kernel's tool: which tag the line before belonged to.</summary>
internal sealed class AbiTextParser(AbiDocument document, AbiFindings findings)
{
    private readonly ImmutableArray<AbiEntry>.Builder _entries = ImmutableArray.CreateBuilder<AbiEntry>();
    private readonly AbiEntryBuilder _entry = new(document, findings);
    private readonly AbiTextBuffer _preamble = new();
    private bool _any;

    /// <summary>Reads the document's bytes and fills it.</summary>
    public void Parse()
    {
        ReadOnlySpan<byte> bytes = document.Bytes.Span;
        int line = 0;
        for (int start = 0; start < bytes.Length;)
        {
            int length = bytes[start..].IndexOf((byte)'\n');
            int end = length < 0 ? bytes.Length : start + length;
            line++;
            ReadLine(WithoutReturn(bytes[start..end]), line, start);
            start = end + 1;
        }
        Finish(bytes.Length);
        document.Description = AbiBytes.Text(_preamble.Span).Trim('\n');
        document.Entries = _entries.ToImmutable();
        if (_entries.Count == 0)
            findings.Add(AbiRules.NoEntries, "", 0, "there is no entry in this file: begin one with 'What:', or remove the file");
    }

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) => !line.IsEmpty && line[^1] == '\r' ? line[..^1] : line;

    private void ReadLine(ReadOnlySpan<byte> line, int number, int start)
    {
        if (AbiTag.TryRead(line, out AbiTag tag) && ReadTag(tag, number, start))
            return;
        if (!_any)
            AddToPreamble(line, number);
        else
            _entry.Continue(line, number);
    }

    // False when the line is no tag where it stands.
    private bool ReadTag(AbiTag tag, int number, int start)
    {
        AbiTagWords words = tag.Words;
        if (words == AbiTagWords.None && (!_any || _entry.InDescription))
            return false;
        if ((words & AbiTagWords.What) != 0 || words == (AbiTagWords.Where | AbiTagWords.Exact))
        {
            ReadWhat(tag, words, number, start);
            return true;
        }
        if (!_any)
            return false;
        _entry.BeginField(tag, words, number, start);
        return true;
    }

    private void ReadWhat(AbiTag tag, AbiTagWords words, int number, int start)
    {
        if (!_any || !_entry.InWhat)
        {
            Finish(start);
            _entry.Begin(number, start);
            _any = true;
        }
        _entry.AddName(tag, words, number, start);
    }

    private void Finish(int end)
    {
        if (_any)
            _entries.Add(_entry.Finish(end));
    }

    private void AddToPreamble(ReadOnlySpan<byte> line, int number)
    {
        if (AbiTag.TryRead(line, out AbiTag tag) && (tag.Words & AbiTagWords.Exact) != 0)
            findings.Add(AbiRules.FieldBeforeWhat, "", number, $"'{AbiBytes.Text(tag.Name)}:' stands before any What and is read as text about the file: begin the entry with 'What:'");
        _preamble.Add(line);
        _preamble.Add((byte)'\n');
    }
}
