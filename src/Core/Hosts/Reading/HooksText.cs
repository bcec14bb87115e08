using System;
using System.Collections.Immutable;
using System.Globalization;

namespace KlpShell.Core.Hosts.Reading;

/// <summary>Reads the text of enabled_functions: <c>name [module] (users) flags trampoline</c>.</summary>
internal static class HooksText
{
    private const string Handler = "klp_ftrace_handler";

    public static ImmutableArray<HostHook> Read(string text)
    {
        ImmutableArray<HostHook>.Builder hooks = ImmutableArray.CreateBuilder<HostHook>();
        foreach (string line in text.Split('\n'))
        {
            // What else a function's users have to say follows on lines that begin with a tab.
            if (line.Length == 0 || line[0] is '\t' or ' ')
            {
                if (hooks.Count > 0 && line.Contains(Handler, StringComparison.Ordinal)) hooks[^1] = hooks[^1] with { Livepatch = true };
                continue;
            }

            if (ReadLine(line) is { } hook) hooks.Add(hook);
        }

        return hooks.ToImmutable();
    }

    private static HostHook? ReadLine(string line)
    {
        int open = line.IndexOf(" (", StringComparison.Ordinal);
        int close = open < 0 ? -1 : line.IndexOf(')', open);
        if (close < 0 || !int.TryParse(line.AsSpan(open + 2, close - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out int users)) return null;
        string[] names = line[..open].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0) return null;
        string? module = names.Length > 1 ? names[1].Trim('[', ']') : null;
        string rest = line[(close + 1)..];
        int end = rest.IndexOf('\t', StringComparison.Ordinal);
        if (end < 0) end = rest.IndexOf("->", StringComparison.Ordinal);
        string flags = end < 0 ? rest : rest[..end];
        return new HostHook(names[0], module, users, flags.Contains('I'), line.Contains(Handler, StringComparison.Ordinal), line);
    }
}
