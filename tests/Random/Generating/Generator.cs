using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Faults;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Histories.Operations;
using KlpShell.Histories.World;

namespace KlpShell.Histories.Generating;

/// <summary>Chooses steps by chance, and looks at the kernel so that most of them mean something.</summary>
internal sealed class Generator
{
    private const int MostTasks = 12;

    private static readonly string[] s_names = ["p0", "p1", "p2", "p3", "p4"];
    private static readonly string[] s_enabled = ["1\n", "0\n", "0\n", "1", "0", "2\n", "", "y\n", "n\n", "01\n", "+1\n", " 0", "-1\n", "on", "0x1\n"];
    private static readonly string[] s_switches = ["0\n", "1\n", "1\n", "2\n", "x\n"];
    private static readonly string[] s_calls = ["sys_short", "sys_short", "sys_long", "sys_deep"];
    private static readonly string[] s_leaves = ["alpha", "beta", "nested", "SyS_umask", "sys_umask", "gamma"];

    private readonly Random _random;
    private readonly RandomPatch _patches;
    private readonly bool _registers;
    private readonly FaultPoint[] _places;
    private int _serial;

    public Generator(Release release, int seed)
    {
        _random = new Random(seed);
        _patches = new RandomPatch(_random, release);
        _registers = release.Has(Features.Registration);
        _places = [.. FaultPoints.All.Where(point => FaultPoints.IsIn(point, release))];
    }

    /// <summary>The next step.</summary>
    public Operation Next(Kernel kernel)
    {
        _serial++;
        return _random.Next(100) switch
        {
            < 17 => LoadPatch(kernel),
            < 25 => Target(kernel),
            < 31 => Unload(kernel),
            < (43) => _registers ? CallCore(kernel) : Write(kernel),
            < 53 => Write(kernel),
            < 60 => Calls(kernel),
            < 69 => Starts(kernel),
            < 77 => Changes(kernel),
            < 90 => new Step(_random.Next(12) == 0 ? 16_000 : _random.Next(1, 25) * 100),
            < 93 => Fault(),
            < 95 => Foreign(kernel),
            < 97 => Elsewhere(kernel),
            97 => new Resume(),
            _ => ReadOne(kernel),
        };
    }

    private T One<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    private Operation LoadPatch(Kernel kernel)
    {
        string name = One(s_names);
        for (int i = 0; i < 2 && kernel.Modules.Find(name) is not null; i++) name = One(s_names);
        return new Load(_patches.Make(name, _serial), $"{name}-{_serial}.yaml", _random.Next(30) == 0 ? "many" : null);
    }

    private Operation Target(Kernel kernel)
    {
        string name = One(Targets.Names);
        if (kernel.Modules.Find(name) is not null && _random.Next(2) == 0) return new Unload(name);
        int build = _random.Next(3) == 0 ? _random.Next(Targets.Builds) : 0;
        string? number = name != "tgt_mod" ? null : _random.Next(30) switch { 0 => "many", 1 => "7", _ => null };
        return new Load(Targets.Build(name, build), $"{name}-{build}.yaml", number);
    }

    private Operation Unload(Kernel kernel)
    {
        if (kernel.Modules.All.Count == 0) return new Unload("p0");
        return new Unload(One(kernel.Modules.All).Name, _random.Next(150) == 0);
    }

    private Operation CallCore(Kernel kernel)
    {
        string name = OneModule(kernel);
        string call = One<string>(["register", "enable", "enable", "disable", "disable", "unregister"]);
        if (call == "register" && kernel.Livepatch.Find(name) is not null && _random.Next(8) != 0) call = "disable";

        // Registering what has been registered before corrupts the kernel's memory, and ends the history.
        if (call == "register" && kernel.Modules.Find(name) is { Patches: [{ Kobject.Initialized: true }] } && _random.Next(10) != 0) call = "enable";
        return new Call(name, "do_" + call, Code.Shell);
    }

    private string OneModule(Kernel kernel)
    {
        string name = One(s_names);
        for (int i = 0; i < 3 && kernel.Modules.Find(name) is null; i++) name = One(s_names);
        return name;
    }

    private string OnePatch(Kernel kernel) =>
        kernel.Livepatch.Patches.Count == 0 || _random.Next(12) == 0 ? One(s_names) : One(kernel.Livepatch.Patches).Name;

    private Operation Write(Kernel kernel)
    {
        string patch = OnePatch(kernel);
        string root = $"/sys/kernel/livepatch/{patch}/";
        return _random.Next(12) switch
        {
            0 when !_registers => new Write(root + "force", _random.Next(3) == 0 ? "0\n" : "1\n"),
            1 => new Write("/sys/module/tgt_mod/parameters/release", _random.Next(3) == 0 ? "0\n" : "1\n"),
            2 when _random.Next(2) == 0 => new Write(root + One<string>(["transition", "replace", "nothing", "vmlinux"]), "1\n"),
            3 when !_registers && CanEnable(kernel) is { } module => new Call(module, "do_enable", Code.Shell),
            _ => new Write(root + "enabled", _random.Next(3) == 0 ? One(s_enabled) : kernel.Livepatch.Find(patch) is { State: KlpState.Enabled } ? "0\n" : "1\n"),
        };
    }

    // Enabling what has been enabled before corrupts the kernel's memory, and ends the history.
    private string? CanEnable(Kernel kernel)
    {
        string name = OneModule(kernel);
        return kernel.Modules.Find(name) is { Patches: [{ Kobject.Initialized: false }] } || _random.Next(20) == 0 ? name : null;
    }

    private Operation Calls(Kernel kernel)
    {
        string name = "c" + _serial;
        if (_random.Next(3) == 0) return new Call(null, One(s_leaves), name);
        return OneSystemCall(kernel) is (string module, string function) && function != "tgt_wait" ? new Call(module, function, name) : new Call(null, One(s_calls), name);
    }

    private (string Module, string Function)? OneSystemCall(Kernel kernel) => _random.Next(6) switch
    {
        0 when kernel.Modules.Find("tgt_mod") is not null => ("tgt_mod", "tgt_outer"),
        1 when kernel.Modules.Find("tgt_mod") is not null => ("tgt_mod", "tgt_wait"),
        2 when kernel.Modules.Find("tgt_two") is not null => ("tgt_two", "two_outer"),
        _ => null,
    };

    private Operation Starts(Kernel kernel)
    {
        string name = "t" + _serial;
        if (kernel.Tasks.Count > MostTasks) return Changes(kernel);
        if (_random.Next(8) == 0 && Unhooked(kernel) is { } function) return new Sleepers("s" + _serial, _random.Next(1, 4), null, function);
        TaskKind kind = _random.Next(4) == 0 ? TaskKind.KernelThread : TaskKind.User;
        return OneSystemCall(kernel) is (string module, string call) ? new Start(name, kind, module, call) : new Start(name, kind, null, One(s_calls));
    }

    // A task that is put to sleep in a function stands in its original code, where nobody can be who came after it was replaced.
    private string? Unhooked(Kernel kernel)
    {
        string function = One<string>(["alpha", "beta", "nested"]);
        return kernel.Ftrace.OpsOf(Functions.Vmlinux[function]).Count == 0 ? function : null;
    }

    private Operation Changes(Kernel kernel)
    {
        List<string> names = [];
        foreach (KernelTask task in kernel.Tasks.All)
        {
            if (task.Comm[0] is 't' or 's' && task.Comm[1] is >= '0' and <= '9' && !names.Contains(task.Comm)) names.Add(task.Comm);
        }

        if (names.Count == 0) return new Step(1000);
        string name = One(names);
        TaskChange how = kernel.Tasks.Count > MostTasks ? TaskChange.Exit : (TaskChange)_random.Next(5);
        return new Change(name, name[0] == 's' ? TaskChange.Exit : how);
    }

    private PlanFault Fault()
    {
        FaultPoint point = One(_places);

        // An ftrace that will not let go corrupts memory in most releases, and ends the history.
        if (point == FaultPoint.FtraceUnregister && _random.Next(2) == 0) point = FaultPoint.FtraceRegister;
        Fault fault = new(point) { Space = _random.Next(1, 4) };
        if (!FaultPoints.IsAllocation(point)) fault = fault with { Errno = One<Errno>([Errno.ENOMEM, Errno.EBUSY, Errno.ENODEV]) };
        return new PlanFault(_random.Next(4) == 0 ? fault with { Times = _random.Next(1, 4), Interval = _random.Next(1, 4) } : fault);
    }

    private Operation Foreign(Kernel kernel)
    {
        string function = One<string>(["alpha", "beta", "cmdline_proc_show", "nested", "gamma"]);
        string tracing = "/sys/kernel/debug/tracing/";
        return _random.Next(7) switch
        {
            0 or 1 => Probe(kernel, function),
            2 or 3 => new Unload(One(Prober.Names)),
            4 => new Write(tracing + "set_ftrace_filter", function + "\n"),
            5 => new Write(tracing + "current_tracer", kernel.Tracing.Tracer == Tracing.Nop ? "function\n" : "nop\n"),
            _ => kernel.Tracing.Events.Count == 0 ? new Write(tracing + "kprobe_events", $"p:kprobes/ev {function}\n") : new Write(tracing + "events/kprobes/ev/enable", One(s_switches)),
        };
    }

    private Load Probe(Kernel kernel, string function)
    {
        string name = One(Prober.Names);
        if (kernel.Modules.Find(name) is not null) name = One(Prober.Names);
        KprobeKind kind = One<KprobeKind>([KprobeKind.Pre, KprobeKind.Post, KprobeKind.Return]);
        return new Load(Prober.Build(name, function, kind), $"{name}-{_serial}.yaml");
    }

    private Operation Elsewhere(Kernel kernel) => _random.Next(4) switch
    {
        0 or 1 when !_registers => new Shadow(0x1000 + (ulong)_random.Next(3), (ulong)_random.Next(1, 3), _random.Next(3) == 0 ? null : _random.Next(100)),
        2 when !_registers => new Write("/sys/kernel/debug/dynamic_debug/control", _random.Next(2) == 0 ? "file kernel/livepatch/* +p" : "file kernel/livepatch/* -p"),
        _ => new Write("/proc/sys/kernel/ftrace_enabled", _random.Next(10) == 0 ? "x\n" : kernel.Ftrace.Enabled == 0 ? "1\n" : One(s_switches[..4])),
    };

    private Operation ReadOne(Kernel kernel) => new Read(_random.Next(4) switch
    {
        0 => "/proc/cmdline",
        1 => "/sys/kernel/debug/tracing/enabled_functions",
        2 => "/proc/modules",
        _ => $"/sys/kernel/livepatch/{OnePatch(kernel)}/{One<string>(["enabled", "transition", "force", "replace"])}",
    });
}
