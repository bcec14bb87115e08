using System;
using System.Collections.Generic;
using System.Text;
using KlpShell.Core.Elf;

namespace KlpShell.Core.ModuleFiles;

/// <summary>The section .modinfo, read as get_modinfo does (kernel/module/main.c).</summary>
public sealed class Modinfo
{
    private const int MostEntries = 10_000;

    private readonly List<ModinfoEntry> _entries = [];

    private Modinfo()
    {
    }

    /// <summary>No entry at all.</summary>
    public static Modinfo Empty { get; } = new();

    /// <summary>The entries, in their order.</summary>
    public IReadOnlyList<ModinfoEntry> Entries => _entries;

    /// <summary>The value of the first entry of a tag; null where there is none.</summary>
    public string? this[string tag]
    {
        get
        {
            foreach (ModinfoEntry entry in _entries)
            {
                if (entry.Tag == tag && entry.Value is not null) return entry.Value;
            }

            return null;
        }
    }

    /// <summary>All values of a tag.</summary>
    public IEnumerable<string> All(string tag)
    {
        foreach (ModinfoEntry entry in _entries)
        {
            if (entry.Tag == tag && entry.Value is not null) yield return entry.Value;
        }
    }

    /// <summary>Reads a section.</summary>
    public static Modinfo Read(ElfFile file, int section)
    {
        if (section <= 0) return Empty;
        Modinfo modinfo = new();
        ReadOnlySpan<byte> bytes = file.Content(section);
        long start = (long)file.Sections[section].Offset;
        int at = 0;
        while (at < bytes.Length && modinfo._entries.Count < MostEntries)
        {
            int length = bytes[at..].IndexOf((byte)0);
            ReadOnlySpan<byte> entry = bytes.Slice(at, Math.Min(4096, length < 0 ? bytes.Length - at : length));
            if (!entry.IsEmpty) modinfo._entries.Add(Split(Encoding.Latin1.GetString(entry), start + at));
            if (length < 0) break;
            at += length + 1;
        }

        return modinfo;
    }

    private static ModinfoEntry Split(string text, long offset)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? new ModinfoEntry(text, null, offset) : new ModinfoEntry(text[..equals], text[(equals + 1)..], offset);
    }
}
