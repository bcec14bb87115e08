using System;
using System.Text;

namespace KlpShell.Core.Abi.Reading;

/// <summary>
/// A line that begins with a tag: blank-free text up to the last colon in it, blanks, and the rest. A tag is looked for inside that text,
/// not compared with it: <c>Contacts:</c> and <c>Updated:</c> are tags, <c>User:</c> is none (scripts/get_abi.pl, parse_abi).
/// </summary>
internal readonly ref struct AbiTag(ReadOnlySpan<byte> name, int separatorLength, ReadOnlySpan<byte> content)
{
    private const int LongestKnown = 64;

    /// <summary>The text before the colon.</summary>
    public ReadOnlySpan<byte> Name { get; } = name;

    /// <summary>The bytes of the colon and the blanks behind it, the end of the line among them.</summary>
    public int SeparatorLength { get; } = separatorLength;

    /// <summary>What follows on the line.</summary>
    public ReadOnlySpan<byte> Content { get; } = content;

    /// <summary>Takes a line apart.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="tag">What was found.</param>
    public static bool TryRead(ReadOnlySpan<byte> line, out AbiTag tag)
    {
        tag = default;
        if (line.IsEmpty || IsBlank(line[0]))
            return false;
        int length = line.IndexOfAny(" \t\r\f\v"u8);
        int colon = (length < 0 ? line : line[..length]).LastIndexOf((byte)':');
        if (colon < 1)
            return false;
        int at = colon + 1;
        while (at < line.Length && IsBlank(line[at]))
            at++;
        tag = new AbiTag(line[..colon], at - colon, line[at..]);
        return true;
    }

    /// <summary>Which of the seven words are in the name, whatever its case.</summary>
    public AbiTagWords Words
    {
        get
        {
            if (Name.Length < 4)
                return AbiTagWords.None;
            if (Exact(Name) is not AbiTagWords.None and var exact)
                return exact | AbiTagWords.Exact;
            Span<byte> lower = stackalloc byte[LongestKnown];
            if (Name.Length > LongestKnown)
                lower = new byte[Name.Length];
            for (int i = 0; i < Name.Length; i++)
                lower[i] = Name[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(Name[i] | 0x20) : Name[i];
            return Find(lower[..Name.Length]);
        }
    }

    /// <summary>Whether the byte is white space to a regular expression over bytes.</summary>
    public static bool IsBlank(byte b) => b is (byte)' ' or (>= 0x09 and <= 0x0d);

    private static AbiTagWords Exact(ReadOnlySpan<byte> name) => name.Length switch
    {
        4 when Ascii.EqualsIgnoreCase(name, "What"u8) => AbiTagWords.What,
        4 when Ascii.EqualsIgnoreCase(name, "Date"u8) => AbiTagWords.Date,
        5 when Ascii.EqualsIgnoreCase(name, "Users"u8) => AbiTagWords.Users,
        5 when Ascii.EqualsIgnoreCase(name, "Where"u8) => AbiTagWords.Where,
        7 when Ascii.EqualsIgnoreCase(name, "Contact"u8) => AbiTagWords.Contact,
        11 when Ascii.EqualsIgnoreCase(name, "Description"u8) => AbiTagWords.Description,
        13 when Ascii.EqualsIgnoreCase(name, "KernelVersion"u8) => AbiTagWords.KernelVersion,
        _ => AbiTagWords.None,
    };

    private static AbiTagWords Find(ReadOnlySpan<byte> name) =>
        In(name, "what"u8, AbiTagWords.What) | In(name, "date"u8, AbiTagWords.Date) | In(name, "kernelversion"u8, AbiTagWords.KernelVersion)
        | In(name, "contact"u8, AbiTagWords.Contact) | In(name, "description"u8, AbiTagWords.Description) | In(name, "users"u8, AbiTagWords.Users)
        | In(name, "where"u8, AbiTagWords.Where);

    private static AbiTagWords In(ReadOnlySpan<byte> name, ReadOnlySpan<byte> word, AbiTagWords words) =>
        name.IndexOf(word) >= 0 ? words : AbiTagWords.None;
}
