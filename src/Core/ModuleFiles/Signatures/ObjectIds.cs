using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace KlpShell.Core.ModuleFiles.Signatures;

/// <summary>The object identifiers that a kernel knows, in the order of its enum, whose numbers some lines of the log show (include/linux/oid_registry.h, lib/oid_registry.c).</summary>
internal sealed class ObjectIds
{
    private const int LongestText = 49;

    // Those that only 6.1 has are marked with -, those that came by 6.12 with +.
    private const string All = """
        1.2.840.10030.4.3 1.2.840.10040.4.1 1.2.840.10045.2.1 1.2.840.10045.3.1.1 1.2.840.10045.3.1.7 1.2.840.10045.4.1 1.2.840.10045.4.3.1 1.2.840.10045.4.3.2
        1.2.840.10045.4.3.3 1.2.840.10045.4.3.4 1.2.840.113549.1.1.1 -1.2.840.113549.1.1.2 -1.2.840.113549.1.1.3 -1.2.840.113549.1.1.4 1.2.840.113549.1.1.5
        1.2.840.113549.1.1.11 1.2.840.113549.1.1.12 1.2.840.113549.1.1.13 1.2.840.113549.1.1.14 1.2.840.113549.1.7.1 1.2.840.113549.1.7.2 1.2.840.113549.1.9.1
        1.2.840.113549.1.9.3 1.2.840.113549.1.9.4 1.2.840.113549.1.9.5 1.2.840.113549.1.9.15 1.2.840.113549.1.9.16.2.11 -1.2.840.113549.2.2 -1.2.840.113549.2.4
        -1.2.840.113549.2.5 1.2.840.48018.1.2.2 1.2.840.113554.1.2.2 1.2.840.113554.1.2.2.3 1.3.6.1.4.1.311.2.1.4 1.3.6.1.4.1.311.2.1.11 1.3.6.1.4.1.311.2.1.12
        1.3.6.1.4.1.311.2.1.15 1.3.6.1.4.1.311.2.1.21 1.3.6.1.4.1.311.16.4 1.3.6.1.4.1.311.2.2.10 +1.3.6.1.4.1.311.2.2.30 1.3.6.1.5.5.2 1.3.6.1.5.2.5
        1.3.5.1.5.2.7 1.3.6.1.5.5.14 1.3.6.1.5.5.7.1.1 1.3.14.3.2.26 1.3.132.0.34 +1.3.132.0.35 2.16.840.1.101.3.4.2.1 2.16.840.1.101.3.4.2.2
        2.16.840.1.101.3.4.2.3 2.16.840.1.101.3.4.2.4 2.5.4.3 2.5.4.4 2.5.4.6 2.5.4.7 2.5.4.8 2.5.4.10 2.5.4.11 2.5.4.12 2.5.4.13 2.5.4.41 2.5.4.42 2.5.4.43
        2.5.4.44 2.5.29.14 2.5.29.15 2.5.29.17 2.5.29.18 2.5.29.19 2.5.29.31 2.5.29.32 2.5.29.35 2.5.29.37 1.2.752.43.14.2 1.2.752.43.14.3 1.2.643.2.2.35.1
        1.2.643.2.2.35.2 1.2.643.2.2.35.3 1.2.643.7.1.1.1.1 1.2.643.7.1.1.1.2 1.2.643.7.1.1.2.2 1.2.643.7.1.1.2.3 1.2.643.7.1.1.3.2 1.2.643.7.1.1.3.3
        1.2.643.7.1.2.1.1.1 1.2.643.7.1.2.1.1.2 1.2.643.7.1.2.1.1.3 1.2.643.7.1.2.1.1.4 1.2.643.7.1.2.1.2.1 1.2.643.7.1.2.1.2.2 1.2.643.7.1.2.1.2.3
        1.2.156.10197.1.301 1.2.156.10197.1.401 1.2.156.10197.1.501 1.2.156.10197.1.504 2.23.133.10.1.3 2.23.133.10.1.4 2.23.133.10.1.5 +2.16.840.1.101.3.4.2.8
        +2.16.840.1.101.3.4.2.9 +2.16.840.1.101.3.4.2.10 +2.16.840.1.101.3.4.3.10 +2.16.840.1.101.3.4.3.11 +2.16.840.1.101.3.4.3.12 +2.16.840.1.101.3.4.3.14
        +2.16.840.1.101.3.4.3.15 +2.16.840.1.101.3.4.3.16
        """;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    private ObjectIds(char absent)
    {
        foreach (string id in All.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (id[0] != absent) _numbers.Add(id.TrimStart('-', '+'), _numbers.Count);
        }
    }

    private static ObjectIds Old { get; } = new('+');

    private static ObjectIds New { get; } = new('-');

    /// <summary>How many there are, which is the number of those that aren't known (OID__NR).</summary>
    public int Count => _numbers.Count;

    /// <summary>Those of a release.</summary>
    public static ObjectIds Of(ModuleFileRules rules) => rules == ModuleFileRules.Linux61 ? Old : New;

    /// <summary>The number of one in dots, <see cref="Count"/> where the kernel doesn't know it (look_up_OID).</summary>
    public int NumberOf(string id) => _numbers.GetValueOrDefault(id, Count);

    /// <summary>One in dots, as the kernel prints it (sprint_oid); one that breaks off ends in <c>(bad)</c>.</summary>
    /// <param name="value">Its bytes.</param>
    public static string Text(ReadOnlySpan<byte> value)
    {
        StringBuilder text = new();
        if (value.IsEmpty) return "(bad)";
        text.Append(CultureInfo.InvariantCulture, $"{value[0] / 40}.{value[0] % 40}");
        ulong number = 0;
        for (int i = 1; i < value.Length; i++)
        {
            number = number << 7 | (value[i] & 0x7fu);
            if (value[i] >= 0x80)
            {
                if (i + 1 == value.Length) text.Append("(bad)");
                continue;
            }

            text.Append(CultureInfo.InvariantCulture, $".{number}");
            number = 0;
        }

        return text.Length > LongestText ? text.ToString(0, LongestText) : text.ToString();
    }
}
