using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Hosts.Reading;

/// <summary>Reads what dmesg prints, with <c>-r</c>, with <c>-x</c>, or plainly, and the records of /dev/kmsg.</summary>
internal static class LogText
{
    private static readonly string[] s_levels = ["emerg", "alert", "crit", "err", "warn", "notice", "info", "debug"];

    public static ImmutableArray<HostLogLine> Read(string text, HostFileReader notes)
    {
        Queue<HostLogLine> lines = [];
        foreach (string line in text.Split('\n'))
        {
            string plain = line.TrimEnd('\r');

            // Lines with a blank before them are the properties of a /dev/kmsg record.
            if (plain.Length == 0 || plain[0] == ' ') continue;
            lines.Enqueue(ReadLine(plain));
            if (lines.Count <= notes.Limits.LogLines) continue;
            lines.Dequeue();
            notes.Note("dmesg", $"there are more than {notes.Limits.LogLines:N0} lines; the oldest are left out");
        }

        return [.. lines];
    }

    private static HostLogLine ReadLine(string line)
    {
        LogLevel level = LogLevel.Warning;
        ReadOnlySpan<char> rest = line;
        if (TryReadRecord(line, out HostLogLine? record)) return record!;
        if (rest[0] == '<' && rest.IndexOf('>') is var end and > 0 and < 5 && int.TryParse(rest[1..end], NumberStyles.None, CultureInfo.InvariantCulture, out int priority))
        {
            level = (LogLevel)(priority & 7);
            rest = rest[(end + 1)..];
        }
        else if (rest.IndexOf('[') is var open and > 0 && LevelOf(rest[..open]) is { } named)
        {
            level = named;
            rest = rest[open..];
        }

        TimeSpan? time = null;
        if (rest.Length > 0 && rest[0] == '[' && rest.IndexOf(']') is var close and > 0)
        {
            if (double.TryParse(rest[1..close].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds < TimeSpan.MaxValue.TotalSeconds / 2)
            {
                time = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
                rest = rest[(close + 1)..];
                rest = SkipCaller(rest).TrimStart(' ');
            }
            else if (LooksLikeDate(rest[1..close]))
            {
                rest = rest[(close + 1)..].TrimStart(' ');
            }
        }

        return new HostLogLine(time, level, rest.ToString());
    }

    // CONFIG_PRINTK_CALLER: [T123] or [C0] behind the stamp.
    private static ReadOnlySpan<char> SkipCaller(ReadOnlySpan<char> rest)
    {
        if (rest.Length == 0 || rest[0] != '[' || rest.IndexOf(']') is not (var close and > 1)) return rest;
        ReadOnlySpan<char> caller = rest[1..close].Trim();
        bool known = caller.Length > 1 && caller[0] is 'T' or 'C' && caller[1..].IndexOfAnyExceptInRange('0', '9') < 0;
        return known ? rest[(close + 1)..] : rest;
    }

    // dmesg -T: Mon Nov 23 12:00:00 2026.
    private static bool LooksLikeDate(ReadOnlySpan<char> stamp) => stamp.Length is > 15 and < 40 && stamp.Count(':') == 2;

    // dmesg -x: "kern  :notice: [    4.000000] text".
    private static LogLevel? LevelOf(ReadOnlySpan<char> prefix)
    {
        int colon = prefix.IndexOf(':');
        if (colon < 0) return null;
        ReadOnlySpan<char> name = prefix[(colon + 1)..].TrimEnd(' ');
        if (name.Length < 2 || name[^1] != ':') return null;
        int level = Array.IndexOf(s_levels, name[..^1].Trim().ToString());
        return level < 0 ? null : (LogLevel)level;
    }

    // /dev/kmsg: "5,123,4000000,-;text", with microseconds.
    private static bool TryReadRecord(string line, out HostLogLine? record)
    {
        record = null;
        int semicolon = line.IndexOf(';', StringComparison.Ordinal);
        if (semicolon < 0 || !char.IsAsciiDigit(line[0])) return false;
        string[] head = line[..semicolon].Split(',');
        if (head.Length < 4 || !int.TryParse(head[0], NumberStyles.None, CultureInfo.InvariantCulture, out int priority)) return false;
        if (!long.TryParse(head[2], NumberStyles.None, CultureInfo.InvariantCulture, out long microseconds) || microseconds > TimeSpan.MaxValue.Ticks / 20) return false;
        record = new HostLogLine(TimeSpan.FromTicks(microseconds * 10), (LogLevel)(priority & 7), line[(semicolon + 1)..]);
        return true;
    }
}
