using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using KlpShell.Conformance.Modules;

namespace KlpShell.Conformance.Machines;

/// <summary>A machine that recordings were made on.</summary>
/// <param name="Release">The release of the simulator that stands for its livepatch core.</param>
/// <param name="Pattern">What the recording says of its kernel.</param>
/// <param name="SymbolFile">The name of its symbol table and of its list of traceable functions, without their endings.</param>
/// <param name="UnameRelease">uname -r.</param>
/// <param name="UnameVersion">uname -v: the number and date of the build.</param>
/// <param name="Compiler">Who built it and with what, as /proc/version tells.</param>
internal sealed partial record MachineProfile(string Release, Regex Pattern, string SymbolFile, string UnameRelease, string UnameVersion, string Compiler)
{
    private const string EarlyBuilder = "(root@vm) (gcc version 12.2.0 (Debian 12.2.0-14+deb12u1) )";
    private const string DebianBuilder = "(debian-kernel@lists.debian.org) ({0} (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40)";
    private const ulong RandomizedModuleArea = 0xffffffffc0000000;
    private const ulong LaterModuleArea = 0xffffffffc0201000;
    private const uint BranchTargetLength = 4;

    /// <summary>The machines.</summary>
    public static IReadOnlyList<MachineProfile> All { get; } =
    [
        new("b700e7f03d", Original(), "3.19.8-b700e7f03d", "3.19.8", "#4 SMP Sun Nov 22 13:28:12 UTC 2026", EarlyBuilder),
        new("b700e7f03d", OriginalKaslr(), "3.19.8-b700e7f03d", "3.19.8", "#4 SMP Sun Nov 22 13:28:12 UTC 2026", EarlyBuilder) { Kaslr = true, ModuleArea = RandomizedModuleArea },
        new("4.1", Stacking(), "4.1.0-rc6", "4.1.0-rc6", "#5 SMP Sun Nov 22 13:23:58 UTC 2026", EarlyBuilder),
        new("6.1", Debian61(), "debian-6.1.192", "6.1.0-56-amd64", "#1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16)", Debian("gcc-12")) { Build = ModuleBuild.Linux61, ModuleArea = LaterModuleArea },
        new("6.12", Debian612(), "debian-6.12.117", "6.12.117+deb12-amd64", "#1 SMP PREEMPT_DYNAMIC Debian 6.12.117-1~deb12u1 (2026-11-14)", Debian("x86_64-linux-gnu-gcc-12"))
        {
            Build = ModuleBuild.Linux612,
            ModuleArea = LaterModuleArea,
            EntryOffset = BranchTargetLength,
            NameFirst = true,
        },
    ];

    /// <summary>True for a build with CONFIG_RANDOMIZE_BASE: another build, whose number and date aren't known, and whose addresses are all moved by one offset.</summary>
    public bool Kaslr { get; init; }

    /// <summary>True for the machines with a consistency core, which were recorded with modules, files and a command line of their own.</summary>
    public bool IsLater => Build is not null;

    /// <summary>How its modules were built, for those machines.</summary>
    public ModuleBuild? Build { get; init; }

    /// <summary>Where the first module goes.</summary>
    public ulong ModuleArea { get; init; } = 0xffffffffa0000000;

    /// <summary>How far behind a function's first byte ftrace sits.</summary>
    public uint EntryOffset { get; init; }

    /// <summary>True where modpost writes a module's name before what it says of retpolines.</summary>
    public bool NameFirst { get; init; }

    /// <summary>The kernel's command line, without the name of the scenario that ends it.</summary>
    public string CommandLine => IsLater
        ? "console=ttyS0,115200 loglevel=4 nokaslr log_buf_len=8M panic=-1 oracle.scenario="
        : "console=ttyS0,115200 loglevel=4 panic=-1 log_buf_len=4M oracle.scenario=";

    /// <summary>What /proc/version says.</summary>
    public string Version => $"Linux version {UnameRelease} {Compiler} {UnameVersion}";

    /// <summary>The machine that a recording names, or null.</summary>
    public static MachineProfile? Find(string kernel)
    {
        foreach (MachineProfile profile in All)
        {
            if (profile.Pattern.IsMatch(kernel)) return profile;
        }

        return null;
    }

    private static string Debian(string compiler) => string.Format(CultureInfo.InvariantCulture, DebianBuilder, compiler);

    [GeneratedRegex(@"^3\.19\.8 \+ livepatch core b700e7f03df5$")]
    private static partial Regex Original();

    [GeneratedRegex(@"^3\.19\.8 \+ livepatch core b700e7f03df5, CONFIG_RANDOMIZE_BASE$")]
    private static partial Regex OriginalKaslr();

    [GeneratedRegex(@"^4\.1\.0-rc6$")]
    private static partial Regex Stacking();

    [GeneratedRegex(@"^6\.1\.")]
    private static partial Regex Debian61();

    [GeneratedRegex(@"^6\.12\.")]
    private static partial Regex Debian612();
}
