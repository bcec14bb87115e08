using System.Linq;
using KlpShell.Conformance.Modules;
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
    private const string Control = "/sys/kernel/debug/dynamic_debug/control";
    private const string MemoryInfo = "MemTotal:        1003728 kB\nMemFree:          912340 kB\n";

    // As many as there were, more or less: no recording's few tasks may be most of them.
    private const int OtherTasks = 59;
    private const long InitialUmask = 18;

    private Machine(Scenario scenario, MachineProfile profile, Release release)
    {
        Profile = profile;
        (SymbolTable table, TraceableSet traceable) = SymbolFiles.Load(profile.SymbolFile);
        KaslrOffset = profile.Kaslr ? RunningAddresses.Offset(scenario, table) : 0;
        string name = scenario.Name[(scenario.Name.LastIndexOf('/') + 1)..];
        string commandLine = $"{profile.CommandLine}{name} ";
        Modules = new ModuleLibrary(profile.Build);
        Kernel = Kernel.Boot(new KernelDefinition(scenario.Kernel, release)
        {
            Symbols = table,
            Traceable = traceable,
            Kaslr = profile.Kaslr,
            KaslrOffset = KaslrOffset,
            ModuleArea = profile.ModuleArea,
            EntryOffset = profile.EntryOffset,
            UnameRelease = profile.UnameRelease,
            Version = profile.Version,
            CommandLine = commandLine,
            Functions =
            [
                new FunctionDefinition("sys_umask", Body.Returning(InitialUmask)),
                new FunctionDefinition("meminfo_proc_show", Body.Printing(MemoryInfo)),
                new FunctionDefinition(SyscallModule.Function, Body.FromHost(static (_, task, _) => task.Pid)),
            ],
            Tasks = profile.IsLater ? [.. Enumerable.Repeat("other", OtherTasks)] : [],
            Files = [new FileDefinition("/proc/meminfo", "meminfo_proc_show")],
        });

        if (profile.IsLater) Kernel.AddTask("bash", TaskKind.User, 1);

        // What a real kernel and the recording's start have logged by now, as far as a scenario looks at it.
        Kernel.Log.Write(LogLevel.Information, $"Command line: {commandLine}");
        Kernel.Log.Write(LogLevel.Notice, $"Kernel command line: {commandLine}");
        Kernel.WriteFile("/dev/kmsg", $"oracle start {name}");
        if (profile.IsLater && scenario.HasDebugLines)
        {
            Kernel.WriteFile(Control, "file kernel/livepatch/* +p\n");
            Kernel.WriteFile(Control, "func klp_try_switch_task -p\n");
        }
    }

    /// <summary>What is known of the recorded machine.</summary>
    public MachineProfile Profile { get; }

    /// <summary>The simulated kernel.</summary>
    public Kernel Kernel { get; }

    /// <summary>Its module files.</summary>
    public ModuleLibrary Modules { get; }

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
