using System;
using System.Globalization;

namespace KlpShell.Core.Abi.Searching;

/// <summary>A kernel's version, such as 3.19, v6.1, 2.6.16 or 4.0-rc1.</summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second.</param>
/// <param name="Patch">The third; 0 when there is none.</param>
/// <param name="Sub">The fourth, as in 2.6.16.3; 0 when there is none.</param>
/// <param name="Candidate">The number of the release candidate; 0 for a release.</param>
public readonly record struct AbiKernelVersion(int Major, int Minor, int Patch = 0, int Sub = 0, int Candidate = 0) : IComparable<AbiKernelVersion>
{
    /// <summary>Reads a whole text as a version; nothing may stand before or behind it.</summary>
    public static bool TryParse(string text, out AbiKernelVersion version)
    {
        version = default;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (!rest.IsEmpty && rest[0] is 'v' or 'V')
            rest = rest[1..];
        int candidate = 0;
        int mark = rest.IndexOf("-rc");
        if (mark >= 0)
        {
            if (!TryNumber(rest[(mark + 3)..], out candidate) || candidate == 0)
                return false;
            rest = rest[..mark];
        }
        Span<int> parts = stackalloc int[4];
        int count = 0;
        foreach (Range range in rest.Split('.'))
        {
            if (count == parts.Length || !TryNumber(rest[range], out parts[count++]))
                return false;
        }
        version = new AbiKernelVersion(parts[0], parts[1], parts[2], parts[3], candidate);
        return count >= 2;
    }

    /// <inheritdoc/>
    public int CompareTo(AbiKernelVersion other)
    {
        int order = (Major, Minor, Patch, Sub).CompareTo((other.Major, other.Minor, other.Patch, other.Sub));
        return order != 0 ? order : Rank(Candidate).CompareTo(Rank(other.Candidate));
    }

    /// <summary>The version as the kernel writes it.</summary>
    public override string ToString() =>
        $"{Major}.{Minor}{(Patch + Sub > 0 ? $".{Patch}" : "")}{(Sub > 0 ? $".{Sub}" : "")}{(Candidate > 0 ? $"-rc{Candidate}" : "")}";

    /// <summary>Older.</summary>
    public static bool operator <(AbiKernelVersion left, AbiKernelVersion right) => left.CompareTo(right) < 0;

    /// <summary>Newer.</summary>
    public static bool operator >(AbiKernelVersion left, AbiKernelVersion right) => left.CompareTo(right) > 0;

    /// <summary>Not newer.</summary>
    public static bool operator <=(AbiKernelVersion left, AbiKernelVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Not older.</summary>
    public static bool operator >=(AbiKernelVersion left, AbiKernelVersion right) => left.CompareTo(right) >= 0;

    private static int Rank(int candidate) => candidate == 0 ? int.MaxValue : candidate;

    private static bool TryNumber(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return text.Length is > 0 and < 6 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
