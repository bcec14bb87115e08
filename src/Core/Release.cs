using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Livepatch.Consistency;
using KlpShell.Core.Livepatch.Original;
using KlpShell.Core.Livepatch.Stacking;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core;

/// <summary>A livepatch core that there is evidence for: recordings of a real kernel. There is no guess in between.</summary>
/// <param name="Name">The name that a manifest and New-KlpKernel use.</param>
/// <param name="Era">Its rules.</param>
/// <param name="BaseVersion">The version of the kernel that it was recorded in, as uname -r begins.</param>
public sealed record Release(string Name, Era Era, string BaseVersion)
{
    private static readonly ImmutableArray<string> s_tracing = ["/sys/kernel/debug/tracing", "/sys/kernel/tracing"];

    /// <summary>The first commit of kernel/livepatch, in a 3.19 kernel.</summary>
    public static Release Original { get; } = new("b700e7f03d", Era.Original, "3.19.8")
    {
        Features = [Core.Features.Registration, Core.Features.AuthorAddresses, Core.Features.OpsPerFunc, Core.Features.SysfsTree, Core.Features.SysfsEnabled],
    };

    /// <summary>4.1: the func stack.</summary>
    public static Release Linux41 { get; } = new("4.1", Era.Stacking, "4.1.0-rc6")
    {
        Features =
        [
            Core.Features.Registration, Core.Features.AuthorAddresses, Core.Features.FuncStack, Core.Features.IpModify, Core.Features.StrictOrder,
            Core.Features.SysfsTree, Core.Features.SysfsEnabled,
        ],
        Ftrace = new FtraceProfile(PermanentGuard: false) { Style = EnabledFunctionStyle.Guarded, Directories = s_tracing },
        LoaderFactory = static kernel => new Loader41(kernel),
        KprobeFactory = static kernel => new EarlyKprobes(kernel, KprobePlaces.Linux41),
        CoreFactory = static _ => new StackingCore(),
    };

    /// <summary>6.1, as Debian's 6.1.192 has it.</summary>
    public static Release Linux61 { get; } = new("6.1", Era.Consistency, "6.1.192")
    {
        Features =
        [
            Core.Features.FuncStack, Core.Features.IpModify, Core.Features.SysfsTree, Core.Features.SysfsEnabled, Core.Features.SymbolPosition, Core.Features.RefusesModules,
            Core.Features.Consistency, Core.Features.SysfsTransition, Core.Features.SysfsForce, Core.Features.Callbacks, Core.Features.ShadowVariables,
            Core.Features.AtomicReplace, Core.Features.States, Core.Features.PermanentFtrace, Core.Features.SysfsPatched,
        ],
        Ftrace = new FtraceProfile(PermanentGuard: true) { Style = EnabledFunctionStyle.Direct, TrampolineComesBack = true, ListsTrampolines = true, TracesInit = true, Directories = s_tracing, Events = KprobeEventRules.Counted },
        Warn = WarnStyle.MessageBefore,
        Lines = SourceLines.Linux61,
        Oops = OopsStyle.Later("Oops"),
        LoaderFactory = static kernel => new Loader6(kernel, repeatsLicense: false, taintsWhenListed: false),
        KprobeFactory = static kernel => new LaterKprobes(kernel),
        CoreFactory = static release => new ConsistencyCore(release),
    };

    /// <summary>6.12, as Debian's 6.12.117 has it.</summary>
    public static Release Linux612 { get; } = Linux61 with
    {
        Name = "6.12",
        BaseVersion = "6.12.117",
        Features = Linux61.Features.AddRange(Core.Features.ReschedSwitch, Core.Features.SysfsReplace),
        Ftrace = Linux61.Ftrace with
        {
            Style = EnabledFunctionStyle.Marked,
            Events = KprobeEventRules.Parsed,
            ReferencedWarn = "kernel/trace/ftrace.c:7336 ftrace_module_enable+0x2eb/0x330",
            CountWarn = "kernel/trace/ftrace.c:1830 __ftrace_hash_rec_update+0x2c8/0x3f0",
        },
        Lines = SourceLines.Linux612,
        LoaderFactory = static kernel => new Loader6(kernel, repeatsLicense: true, taintsWhenListed: true),
        Oops = OopsStyle.Later("Oops: Oops"),
    };

    /// <summary>All releases, oldest first.</summary>
    public static IReadOnlyList<Release> All { get; } = [Original, Linux41, Linux61, Linux612];

    /// <summary>What this core has, each with the place that shows it.</summary>
    public ImmutableArray<Feature> Features { get; init; } = [];

    /// <summary>What ftrace does in it.</summary>
    internal FtraceProfile Ftrace { get; init; } = new(PermanentGuard: false);

    /// <summary>How WARN reads in it.</summary>
    internal WarnStyle Warn { get; init; } = WarnStyle.PlaceFirst;

    /// <summary>Where its WARNs stand; read by the cores of 6.x alone.</summary>
    internal SourceLines Lines { get; init; } = SourceLines.Linux612;

    /// <summary>How an oops reads in it.</summary>
    internal OopsStyle Oops { get; init; } = OopsStyle.Early;

    private Func<Kernel, ModuleLoader> LoaderFactory { get; init; } = static kernel => new Loader319(kernel);

    private Func<Kernel, KprobeCore> KprobeFactory { get; init; } = static kernel => new EarlyKprobes(kernel, KprobePlaces.Linux319);

    private Func<Release, LivepatchCore> CoreFactory { get; init; } = static _ => new OriginalCore();

    /// <summary>True when this core has a feature.</summary>
    public bool Has(Feature feature) => Features.Contains(feature);

    /// <summary>
    /// The release that a text names: its name, a patch level of it, or (for a commit) any longer form of the hash.
    /// </summary>
    /// <param name="text">What a person wrote.</param>
    /// <param name="release">The release; null where there is none.</param>
    /// <param name="problem">Why not, and which release is nearest.</param>
    public static bool TryParse(string text, out Release? release, out string? problem)
    {
        foreach (Release known in All)
        {
            bool patchLevel = known.Version is not null && (text.StartsWith(known.Name + ".", StringComparison.Ordinal) || text.StartsWith(known.Name + "-", StringComparison.Ordinal));
            bool longerHash = known.Version is null && text.Length > known.Name.Length && text.StartsWith(known.Name, StringComparison.OrdinalIgnoreCase);
            if (!text.Equals(known.Name, StringComparison.OrdinalIgnoreCase) && !patchLevel && !longerHash) continue;
            release = known;
            problem = null;
            return true;
        }

        release = null;
        problem = $"'{text}' is no release that there is evidence for. Known: {string.Join(", ", Names())}. {Nearest(text)}";
        return false;
    }

    internal LivepatchCore CreateCore() => CoreFactory(this);

    internal ModuleLoader CreateLoader(Kernel kernel) => LoaderFactory(kernel);

    internal KprobeCore CreateKprobes(Kernel kernel) => KprobeFactory(kernel);

    // The version that its name is; null for a commit.
    private (int Major, int Minor)? Version => ReadVersion(Name);

    private static string Nearest(string text)
    {
        if (text.StartsWith("3.", StringComparison.Ordinal)) return "Linux 3.19 never had livepatch; the first commit is b700e7f03d.";
        if (ReadVersion(text) is not { } wanted) return $"The nearest is {All[^1].Name}.";
        Release nearest = All[^1];
        int best = int.MaxValue;
        foreach (Release known in All)
        {
            if (known.Version is not { } version) continue;
            int distance = Math.Abs((wanted.Major - version.Major) * 20 + wanted.Minor - version.Minor);
            if (distance >= best) continue;
            best = distance;
            nearest = known;
        }

        return $"The nearest is {nearest.Name}.";
    }

    private static (int Major, int Minor)? ReadVersion(string text)
    {
        string[] parts = text.Split('.', '-');
        if (parts.Length < 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major)) return null;
        return int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minor) ? (major, minor) : null;
    }

    private static IEnumerable<string> Names()
    {
        foreach (Release known in All) yield return known.Name;
    }
}
