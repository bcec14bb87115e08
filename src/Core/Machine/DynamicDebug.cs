using System;
using System.Collections.Immutable;

namespace KlpShell.Core.Machine;

/// <summary>Which debug lines of the livepatch core are printed (lib/dynamic_debug.c, as far as kernel/livepatch/transition.c is concerned). All are off at boot.</summary>
public sealed class DynamicDebug
{
    private static readonly ImmutableArray<string> s_functions =
    [
        "klp_init_transition", "klp_complete_transition", "klp_cancel_transition", "klp_reverse_transition", "klp_try_switch_task",
    ];

    private ImmutableHashSet<string> _on = [];

    /// <summary>The functions that have such lines.</summary>
    public static ImmutableArray<string> Functions => s_functions;

    /// <summary>True when the lines of a function are printed.</summary>
    public bool IsOn(string function) => _on.Contains(function);

    /// <summary>Turns the lines of all functions on or off.</summary>
    public void SetAll(bool on) => _on = on ? [.. s_functions] : [];

    /// <summary>Turns the lines of one function on or off.</summary>
    public void Set(string function, bool on) => _on = on ? _on.Add(function) : _on.Remove(function);

    /// <summary>Carries out a query as it is written to dynamic_debug/control, such as <c>file kernel/livepatch/* +p</c>.</summary>
    /// <returns>False for one that isn't understood (-EINVAL).</returns>
    public bool Control(string query)
    {
        string[] words = query.Split((char[])[' ', '\t', '\n', '"'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[^1].Length < 2 || words[^1][0] is not ('+' or '-' or '=') || words.Length % 2 == 0) return false;
        bool on = words[^1][0] != '-' && words[^1].Contains('p', StringComparison.Ordinal);
        string function = "*";
        bool ours = true;
        for (int i = 0; i + 1 < words.Length; i += 2)
        {
            switch (words[i])
            {
                case "func":
                    function = words[i + 1];
                    break;
                case "file":
                    ours &= Matches(words[i + 1], "kernel/livepatch/transition.c") || Matches(words[i + 1], "transition.c");
                    break;
                case "module":
                    ours &= Matches(words[i + 1], "transition") || Matches(words[i + 1], "livepatch");
                    break;
                case "line" or "format" or "class":
                    ours = false;
                    break;
                default:
                    return false;
            }
        }

        foreach (string each in s_functions)
        {
            if (ours && Matches(function, each)) Set(each, on);
        }

        return true;
    }

    internal DynamicDebug Clone() => new() { _on = _on };

    // A star stands for anything, as in the kernel's own match_wildcard.
    private static bool Matches(string pattern, string text)
    {
        int star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return pattern == text;
        if (!text.StartsWith(pattern[..star], StringComparison.Ordinal)) return false;
        for (int i = star; i <= text.Length; i++)
        {
            if (Matches(pattern[(star + 1)..], text[i..])) return true;
        }

        return false;
    }
}
