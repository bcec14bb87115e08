using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace KlpShell.Core.Symbols;

/// <summary>What a kernel exports, and in which versions: its Module.symvers (scripts/mod/modpost.c writes it).</summary>
public sealed class SymbolExportTable
{
    private readonly Dictionary<string, SymbolExport> _vmlinux = new(StringComparer.Ordinal);

    private SymbolExportTable()
    {
    }

    /// <summary>How many symbols vmlinux exports.</summary>
    public int Count => _vmlinux.Count;

    /// <summary>The export of vmlinux by that name; null where there is none.</summary>
    public SymbolExport? Find(string name) => _vmlinux.GetValueOrDefault(name);

    /// <summary>Reads a file.</summary>
    /// <param name="reader">Its text.</param>
    /// <param name="problem">The first line that isn't one of such a file, with what is wrong; null where all are.</param>
    /// <returns>The table; null where a line can't be read.</returns>
    public static SymbolExportTable? Read(TextReader reader, out string? problem)
    {
        SymbolExportTable table = new();
        problem = null;
        for (int number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0) continue;
            string[] fields = line.Split('\t');
            bool read = fields.Length >= 4 && fields[0].StartsWith("0x", StringComparison.OrdinalIgnoreCase);
            if (!read || !uint.TryParse(fields[0].AsSpan(Math.Min(2, fields[0].Length)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint crc))
            {
                problem = $"line {number}: '{(line.Length > 80 ? line[..80] + "…" : line)}' isn't a checksum, a symbol, its module and how it is exported, with tabs between";
                return null;
            }

            if (fields[2] == "vmlinux") Add(table, new SymbolExport(fields[1], crc, fields[2], fields[3].EndsWith("_GPL", StringComparison.Ordinal), fields.Length > 4 ? fields[4] : ""));
        }

        if (table.Count > 0) return table;
        problem = "it names no export of vmlinux";
        return null;
    }

    private static void Add(SymbolExportTable table, SymbolExport export) => table._vmlinux[export.Name] = export;
}
