using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;

namespace KlpShell.Core.Machine;

/// <summary>Which debug lines of the livepatch core are printed (lib/dynamic_debug.c, as far as kernel/livepatch/transition.c is concerned). All are off at boot.</summary>
public sealed class DynamicDebug
{
    private const string Printed = "p";

    private static readonly ImmutableArray<DebugSite> s_sites =
    [
        new("klp_complete_transition", "'%s': completing %s transition\\n", ""),
        new("klp_cancel_transition", "'%s': canceling patching transition, going to unpatch\\n", ""),
        new("klp_try_switch_task", "%s: %s:%d is running\\n", " is running"),
        new("klp_try_switch_task", "%s: %s:%d has an unreliable stack\\n", " has an unreliable stack"),
        new("klp_try_switch_task", "%s: %s:%d is sleeping on function %s\\n", " is sleeping on function "),
        new("klp_try_switch_task", "%s: Unknown error code (%d) when trying to switch %s:%d\\n", ": Unknown error code "),
        new("klp_init_transition", "'%s': initializing %s transition\\n", ""),
        new("klp_reverse_transition", "'%s': reversing transition from %s\\n", ""),
    ];

    private readonly SourceLines _lines;
    private ImmutableArray<string> _flags;

    internal DynamicDebug(SourceLines lines)
    {
        _lines = lines;
        SetAll(false);
    }

    /// <summary>True when a line of a function is printed.</summary>
    public bool IsOn(string function)
    {
        for (int i = 0; i < s_sites.Length; i++)
        {
            if (s_sites[i].Function == function && IsOn(i)) return true;
        }

        return false;
    }

    /// <summary>Turns the lines of all functions on or off.</summary>
    public void SetAll(bool on) => _flags = [.. s_sites.Select(_ => on ? Printed : "")];

    /// <summary>Turns the lines of one function on or off.</summary>
    public void Set(string function, bool on)
    {
        for (int i = 0; i < s_sites.Length; i++)
        {
            if (s_sites[i].Function == function) _flags = _flags.SetItem(i, on ? Printed : "");
        }
    }

    /// <summary>Carries out what is written to dynamic_debug/control, such as <c>file kernel/livepatch/* +p</c>: queries, with semicolons between them.</summary>
    /// <param name="text">The queries.</param>
    /// <param name="complain">Gets what the kernel logs about one that it doesn't understand.</param>
    /// <returns>False where one isn't understood (-EINVAL); the others count.</returns>
    public bool Control(string text, Action<string> complain)
    {
        bool understood = true;
        foreach (string each in text.Split(';', '\n'))
        {
            string trimmed = each.TrimStart();
            if (trimmed.Length == 0 || trimmed[0] == '#') continue;
            DebugQuery? query = DebugQuery.Read(trimmed, _lines.DebugFlags, complain);
            understood &= query is not null;
            for (int i = 0; query is not null && i < s_sites.Length; i++)
            {
                if (query.Matches(s_sites[i], _lines.DebugLines[i])) _flags = _flags.SetItem(i, query.Apply(_flags[i], _lines.DebugFlags));
            }
        }

        return understood;
    }

    /// <summary>The lines of dynamic_debug/control about the livepatch core.</summary>
    internal void Show(StringBuilder output)
    {
        for (int i = 0; i < s_sites.Length; i++)
        {
            output.Append(CultureInfo.InvariantCulture, $"{DebugSite.File}:{_lines.DebugLines[i]} [{DebugSite.Module}]{s_sites[i].Function} ={(_flags[i].Length == 0 ? "_" : _flags[i])} \"{s_sites[i].Format}\"\n");
        }
    }

    /// <summary>What stands before a line that is printed; null for one that isn't (__dynamic_pr_debug).</summary>
    /// <param name="function">The function that it is in.</param>
    /// <param name="text">The line.</param>
    /// <param name="pid">The task that prints it.</param>
    internal string? Prefix(string function, string text, int pid)
    {
        int site = 0;
        while (site < s_sites.Length && (s_sites[site].Function != function || !text.Contains(s_sites[site].Sign, StringComparison.Ordinal))) site++;
        if (site == s_sites.Length || !IsOn(site)) return null;
        StringBuilder prefix = new();
        if (Has('t')) prefix.Append(CultureInfo.InvariantCulture, $"[{pid}] ");
        if (Has('m')) prefix.Append(DebugSite.Module).Append(':');
        if (Has('f')) prefix.Append(function).Append(':');
        if (Has('s')) prefix.Append(DebugSite.File).Append(':');
        if (Has('l')) prefix.Append(CultureInfo.InvariantCulture, $"{_lines.DebugLines[site]}:");
        if (prefix.Length > 0 && prefix[^1] != ' ') prefix.Append(' ');
        return prefix.ToString();

        bool Has(char flag) => _flags[site].Contains(flag, StringComparison.Ordinal);
    }

    internal DynamicDebug Clone() => new(_lines) { _flags = _flags };

    private bool IsOn(int site) => _flags[site].Contains('p', StringComparison.Ordinal);
}
