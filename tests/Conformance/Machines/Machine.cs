using System;
using System.Linq;
using KlpShell.Conformance.Scenarios;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;

namespace KlpShell.Conformance.Machines;

/// <summary>A freshly booted simulated machine for one scenario.</summary>
internal sealed class Machine
{
    private const ulong RandomizedModuleArea = 0xffffffffc0000000;
    private const ulong FixedModuleArea = 0xffffffffa0000000;
    private const long InitialUmask = 18;
    private const int OtherTasks = 60;

    private Machine(Scenario scenario, MachineProfile profile, Release release)
    {
        Profile = profile;
        (SymbolTable table, TraceableSet traceable) = SymbolFiles.Load(profile.SymbolFile);
        KaslrOffset = profile.Kaslr ? RunningAddresses.Offset(scenario, table) : 0;
        string name = scenario.Name[(scenario.Name.LastIndexOf('/') + 1)..];
        string commandLine = $"{profile.CommandLine} oracle.scenario={name} ";
        Kernel = Kernel.Boot(new KernelDefinition(scenario.Kernel, release)
        {
            Symbols = table,
            Traceable = traceable,
            Kaslr = profile.Kaslr,
            KaslrOffset = KaslrOffset,
            EntryOffset = profile.EntryOffset,
            ModuleArea = profile.Kaslr || profile.EntryOffset > 0 ? RandomizedModuleArea : FixedModuleArea,
            UnameRelease = profile.UnameRelease,
            Version = profile.Version,
            CommandLine = commandLine,
            Functions =
            [
                new FunctionDefinition("sys_umask", Body.Returning(InitialUmask)),
                new FunctionDefinition("meminfo_proc_show", Body.Printing("MemTotal:         990000 kB\nMemFree:          900000 kB\n")),
            ],
            Files = profile.EntryOffset > 0 ? [new FileDefinition("/proc/meminfo", "meminfo_proc_show")] : [],
            Tasks = profile.EntryOffset > 0 ? [.. Enumerable.Repeat("other", OtherTasks)] : [],
        });

        // The later recordings have the livepatch core's debug lines on, but those about single tasks.
        Kernel.DynamicDebug.SetAll(!name.EndsWith("-nodyndbg", StringComparison.Ordinal));
        Kernel.DynamicDebug.Set("klp_try_switch_task", false);

        // What a real kernel and the recording's start have logged by now, as far as a scenario looks at it.
        Kernel.Log.Write(LogLevel.Information, $"Command line: {commandLine}");
        Kernel.Log.Write(LogLevel.Notice, $"Kernel command line: {commandLine}");
        Kernel.WriteFile("/dev/kmsg", $"oracle start {name}");
    }

    /// <summary>What is known of the recorded machine.</summary>
    public MachineProfile Profile { get; }

    /// <summary>The simulated kernel.</summary>
    public Kernel Kernel { get; }

    /// <summary>How far the running addresses are from the linked ones.</summary>
    public ulong KaslrOffset { get; }

    /// <summary>Boots the machine of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="reason">Why there is none: the simulator hasn't got that kernel.</param>
    public static Machine? Boot(Scenario scenario, out string reason)
    {
        reason = "";
        if (MachineProfile.Find(scenario.Kernel) is not { } profile)
        {
            reason = $"no machine is known by the name '{scenario.Kernel}'";
            return null;
        }

        foreach (Release release in Release.All)
        {
            if (release.Name == profile.Release) return new Machine(scenario, profile, release);
        }

        reason = $"the simulator has no release {profile.Release}";
        return null;
    }
}
