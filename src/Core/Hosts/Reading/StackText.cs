using System;
using System.Collections.Generic;
using System.Globalization;

namespace KlpShell.Core.Hosts.Reading;

/// <summary>Reads the text of /proc/PID/stack (proc_pid_stack, fs/proc/base.c). Tasks that wait for the same thing share one list.</summary>
internal sealed class StackText
{
    private const int MostRemembered = 4096;

    private readonly Dictionary<string, IReadOnlyList<HostFrame>> _known = new(StringComparer.Ordinal);

    public IReadOnlyList<HostFrame> Read(string text)
    {
        if (_known.TryGetValue(text, out IReadOnlyList<HostFrame>? known)) return known;
        List<HostFrame> frames = [];
        foreach (string line in text.Split('\n'))
        {
            if (ReadLine(line) is { } frame) frames.Add(frame);
        }

        if (_known.Count < MostRemembered) _known.Add(text, frames);
        return frames;
    }

    // "[<0>] name+0x27/0x60 [module]"; the address in the brackets was printed until 4.14.
    private static HostFrame? ReadLine(string line)
    {
        ReadOnlySpan<char> rest = line.AsSpan().Trim();
        if (rest.StartsWith("[<", StringComparison.Ordinal) && rest.IndexOf("] ") is var close and > 0) rest = rest[(close + 2)..].Trim();
        if (rest.IsEmpty) return null;
        string? module = null;
        if (rest[^1] == ']' && rest.LastIndexOf(" [") is var open and > 0)
        {
            // A build id may stand behind the module's name (CONFIG_STACKTRACE_BUILD_ID).
            ReadOnlySpan<char> inside = rest[(open + 2)..^1];
            module = (inside.IndexOf(' ') is var blank and > 0 ? inside[..blank] : inside).ToString();
            rest = rest[..open];
        }

        int plus = rest.LastIndexOf("+0x");
        int slash = rest.LastIndexOf("/0x");

        // The marks for unreliable and end-of-stack entries are no functions.
        if (plus <= 0 || slash < plus) return rest.StartsWith("0x", StringComparison.Ordinal) && rest is not "0xffffffffffffffff" ? new HostFrame(rest.ToString(), 0, 0, module) : null;
        if (!ulong.TryParse(rest[(plus + 3)..slash], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong offset)) return null;
        return ulong.TryParse(rest[(slash + 3)..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong size)
            ? new HostFrame(rest[..plus].ToString(), offset, size, module)
            : null;
    }
}
