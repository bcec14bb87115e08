using KlpShell.Core.Ftrace;
using KlpShell.Core.Modules;

namespace KlpShell.Histories.World;

/// <summary>Modules with a kprobe of their own, which they register when they come and unregister when they go.</summary>
internal static class Prober
{
    /// <summary>Their names: there may be several at a time.</summary>
    public static string[] Names { get; } = ["k0", "k1", "k2"];

    /// <summary>A module with a probe on a function.</summary>
    public static ModuleDefinition Build(string name, string symbol, KprobeKind kind)
    {
        KprobeDefinition[] probes = [new(symbol, kind)];
        return new(name) { Signed = true, Kprobes = [.. probes], Init = KprobeCalls.RegisterAll(probes), Exit = KprobeCalls.UnregisterAll(probes) };
    }
}
