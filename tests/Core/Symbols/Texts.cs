using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Tests.Symbols;

/// <summary>Symbol files made up in a test.</summary>
internal static class Texts
{
    public static SymbolTableReading Read(string text, SymbolTableLimits? limits = null) => Read(Encoding.UTF8.GetBytes(text), limits);

    public static SymbolTableReading Read(byte[] bytes, SymbolTableLimits? limits = null) =>
        SymbolTable.Read(new MemoryStream(bytes), "file", limits);

    public static SymbolTable Table(string text)
    {
        SymbolTableReading reading = Read(text);
        return reading.Table ?? throw new InvalidDataException(string.Join("; ", reading.Problems.Select(p => p.Message)));
    }

    public static TraceableReading Traceable(SymbolTable table, params string[] lines) =>
        TraceableSet.Read(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), "list", table);

    public static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
