using System.Collections.Generic;

namespace KlpShell.Histories.World;

/// <summary>The functions of the small kernel and its modules, by what their symbols mean.</summary>
internal static class Functions
{
    /// <summary>The addresses of vmlinux's functions, by the name that stands for each; two symbols may mean the same.</summary>
    public static IReadOnlyDictionary<string, ulong> Vmlinux { get; } = new Dictionary<string, ulong>
    {
        ["alpha"] = 0xffffffff81001000,
        ["beta"] = 0xffffffff81001100,
        ["gamma"] = 0xffffffff81001200,
        ["sleepy"] = 0xffffffff81001300,
        ["dozy"] = 0xffffffff81001400,
        ["nested"] = 0xffffffff81001500,
        ["twin1"] = 0xffffffff81001600,
        ["twin2"] = 0xffffffff81001700,
        ["umask"] = 0xffffffff81001800,
        ["cmdline_proc_show"] = 0xffffffff81001900,
        ["version_proc_show"] = 0xffffffff81001a00,
        ["notrace_function"] = 0xffffffff81001b00,
        ["sys_short"] = 0xffffffff81001c00,
        ["sys_long"] = 0xffffffff81001d00,
        ["sys_deep"] = 0xffffffff81001e00,
    };

    /// <summary>The functions of vmlinux that a patch may replace, by symbol.</summary>
    public static string[] Patchable { get; } = ["alpha", "beta", "gamma", "sleepy", "dozy", "nested", "twin", "sys_umask", "SyS_umask", "cmdline_proc_show"];

    /// <summary>Where a symbol of an object leads: the name that stands for the function, or null where it leads nowhere.</summary>
    /// <param name="obj">The module; null for vmlinux.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="position">Which of several, from 1; 0 for the only one.</param>
    public static string? Meaning(string? obj, string symbol, ulong position) => symbol switch
    {
        "twin" when obj is null && position is 1 or 2 => "twin" + position,
        "tgt_twin" when position is 1 or 2 => "tgt_twin" + position,
        "twin" or "tgt_twin" => null,
        "sys_umask" or "SyS_umask" when position <= 1 => "umask",
        _ when position <= 1 => symbol,
        _ => null,
    };

    /// <summary>The symbol and position of a function by the name that stands for it.</summary>
    public static (string Symbol, int Position) SymbolOf(string meaning) => meaning switch
    {
        "twin1" => ("twin", 1),
        "twin2" => ("twin", 2),
        "tgt_twin1" => ("tgt_twin", 1),
        "tgt_twin2" => ("tgt_twin", 2),
        "umask" => ("SyS_umask", 1),
        _ when meaning.IndexOf('@') is > 0 and var at => (meaning[..at], 1),
        _ => (meaning, 1),
    };
}
