using System;
using System.IO;
using KlpShell.Core;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Verdicts.Playing;

/// <summary>What is known of a kernel that verdicts were recorded in.</summary>
/// <param name="Release">The release of the simulator.</param>
/// <param name="Symbols">The name of its symbol table and list of functions, without their endings.</param>
/// <param name="EntryOffset">How far behind a function's first byte ftrace sits.</param>
/// <param name="Version">What /proc/version says.</param>
public sealed record KernelProfile(string Release, string Symbols, uint EntryOffset, string Version)
{
    private const string Builder = "(debian-kernel@lists.debian.org) ({0} (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40)";
    private const ulong ModuleArea = 0xffffffffc0201000;

    private static readonly KernelProfile[] s_all =
    [
        new("6.1", "debian-6.1.192", 0, $"Linux version 6.1.0-56-amd64 {Builder.Replace("{0}", "gcc-12", StringComparison.Ordinal)} #1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16)"),
        new("6.12", "debian-6.12.117", 4, $"Linux version 6.12.117+deb12-amd64 {Builder.Replace("{0}", "x86_64-linux-gnu-gcc-12", StringComparison.Ordinal)} #1 SMP PREEMPT_DYNAMIC Debian 6.12.117-1~deb12u1 (2026-11-14)"),
    ];

    /// <summary>The profile of a release.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static KernelProfile Of(Release release) =>
        Array.Find(s_all, profile => profile.Release == release.Name) ?? throw new InvalidDataException($"no verdicts of release {release.Name} are known");

    /// <summary>The path of one of the kernel's files.</summary>
    public string SymbolFile(string ending) => Path.Combine(AppContext.BaseDirectory, "symbols", $"{Symbols}.{ending}.gz");

    /// <summary>The kernel without its symbols.</summary>
    public KernelDefinition Define(Release release, string uname) => new(Symbols, release)
    {
        EntryOffset = EntryOffset,
        ModuleArea = ModuleArea,
        UnameRelease = uname,
        Version = Version,
        Vermagic = $"{uname} SMP preempt mod_unload modversions ",
        CommandLine = "console=ttyS0,115200 loglevel=4 nokaslr log_buf_len=4M panic=-1 kc.case=X",
        Functions = [new FunctionDefinition("loadavg_proc_show", Body.Printing("0.00 0.00 0.00 1/60 160\n"))],
        Files = [new FileDefinition("/proc/loadavg", "loadavg_proc_show")],
    };
}
