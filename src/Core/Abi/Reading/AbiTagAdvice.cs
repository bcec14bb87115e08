using System;

namespace KlpShell.Core.Abi.Reading;

/// <summary>The tags as the README spells them, and which one is meant by another spelling.</summary>
internal static class AbiTagAdvice
{
    private const int ShownChars = 60;

    private static readonly (string Part, string Tag)[] s_meant =
    [
        ("user", "Users"), ("date", "Date"), ("kernel", "KernelVersion"), ("version", "KernelVersion"), ("contact", "Contact"), ("maintain", "Contact"),
        ("author", "Contact"), ("descr", "Description"), ("desc", "Description"), ("what", "What"), ("wat", "What"), ("name", "What"), ("path", "What"), ("where", "What"),
    ];

    /// <summary>The README's spelling of a field.</summary>
    public static string Spelling(AbiFieldKind kind) => kind switch
    {
        AbiFieldKind.What => "What",
        AbiFieldKind.Date => "Date",
        AbiFieldKind.KernelVersion => "KernelVersion",
        AbiFieldKind.Contact => "Contact",
        AbiFieldKind.Description => "Description",
        AbiFieldKind.Users => "Users",
        _ => "",
    };

    /// <summary>A tag as written, without a new string when it is written as usual.</summary>
    public static string Spelled(ReadOnlySpan<byte> written, AbiFieldKind kind)
    {
        string usual = Spelling(kind);
        for (int i = 0; i < usual.Length; i++)
        {
            if (written[i] != usual[i])
                return AbiBytes.Text(written);
        }
        return usual;
    }

    /// <summary>The end of a sentence that names the tag that is meant.</summary>
    public static string For(string tag)
    {
        foreach ((string part, string meant) in s_meant)
        {
            if (tag.Contains(part, StringComparison.OrdinalIgnoreCase))
                return $": is '{meant}:' meant?";
        }
        return ": indent it if it is text, or use one of What, Date, KernelVersion, Contact, Description, Users";
    }

    /// <summary>The field that a line begins with the name of, with a blank or a semicolon for its colon; null when it begins otherwise.</summary>
    public static string? LacksColon(ReadOnlySpan<byte> line)
    {
        int end = line.IndexOfAny(" \t;"u8);
        if (end < 4)
            return null;
        for (AbiFieldKind kind = AbiFieldKind.What; kind < AbiFieldKind.Other; kind++)
        {
            string tag = Spelling(kind);
            if (tag.Length == end && System.Text.Ascii.EqualsIgnoreCase(line[..end], tag))
                return tag;
        }
        return null;
    }

    /// <summary>Text as it is shown in a message.</summary>
    public static string Short(string text) => text.Length <= ShownChars ? text : string.Concat(text.AsSpan(0, ShownChars), "…");
}
