using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>od: bytes as characters or numbers.</summary>
internal static class DumpCommand
{
    private const int Width = 16;

    /// <summary>od [-c | -b | -x] [-A d|o|x|n] [-t c|x1|o1|u1|d1|x2] [-v] [FILE...]</summary>
    public static int Run(CommandContext context)
    {
        Options options = new(context, flags: "cbxv", valued: "AtNj");
        string type = options['t'] ?? (options.Has('c') ? "c" : options.Has('b') ? "o1" : options.Has('x') ? "x2" : "o2");
        List<byte> bytes = [];
        foreach ((_, string text) in context.ReadAll(options.Operands)) bytes.AddRange(Encoding.UTF8.GetBytes(text));
        if (context.ReadFailed) return 1;

        int skipped = Number(options['j'], 0);
        int last = Math.Min(bytes.Count, Number(options['N'], int.MaxValue - skipped) + skipped);
        string radix = options['A'] ?? "o";
        for (int at = skipped; at < last; at += Width)
        {
            StringBuilder line = new(Address(context, radix, at));
            int size = type[^1] == '2' ? 2 : 1;
            for (int i = at; i < Math.Min(at + Width, last); i += size) line.Append(Unit(context, type, bytes[i], size == 2 && i + 1 < last ? bytes[i + 1] : (byte)0));
            context.Line(line.ToString());
        }

        if (radix != "n") context.Line(Address(context, radix, last));
        return 0;
    }

    private static int Number(string? text, int otherwise) => text is null ? otherwise : int.Parse(text, CultureInfo.InvariantCulture);

    private static string Address(CommandContext context, string radix, int at) => radix switch
    {
        "n" => "",
        "o" => Convert.ToString(at, 8).PadLeft(7, '0'),
        "d" => at.ToString("D7", CultureInfo.InvariantCulture),
        "x" => at.ToString("x6", CultureInfo.InvariantCulture),
        _ => throw context.Unknown($"-A {radix}"),
    };

    private static string Unit(CommandContext context, string type, byte low, byte high) => type switch
    {
        "c" => Character(low).PadLeft(4),
        "x1" => $" {low:x2}",
        "o1" => " " + Convert.ToString(low, 8).PadLeft(3, '0'),
        "u1" => $" {low,3}",
        "d1" => $" {(sbyte)low,4}",
        "x2" => $" {low | high << 8:x4}",
        "o2" => " " + Convert.ToString(low | high << 8, 8).PadLeft(6, '0'),
        _ => throw context.Unknown($"-t {type}"),
    };

    private static string Character(byte value) => value switch
    {
        0 => "\\0",
        7 => "\\a",
        8 => "\\b",
        9 => "\\t",
        10 => "\\n",
        11 => "\\v",
        12 => "\\f",
        13 => "\\r",
        >= 32 and < 127 => ((char)value).ToString(),
        _ => Convert.ToString(value, 8).PadLeft(3, '0'),
    };
}
