using System;
using System.Collections.Generic;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;

namespace KlpShell.Core.Tests.Planning;

/// <summary>Operations by name that every release can be asked for, each with what is there before.</summary>
internal static class PlannedOperations
{
    private static readonly PatchObjectDefinition s_show = Patches.Vmlinux(Patches.Func("cmdline_proc_show"));

    /// <summary>By name: what is done first, and then the operation.</summary>
    public static IReadOnlyDictionary<string, (Action<Kernel> Arrange, Func<Kernel, Status> Operate)> All { get; } = new Dictionary<string, (Action<Kernel>, Func<Kernel, Status>)>
    {
        ["enable"] = (Nothing, Load("a", s_show)),
        ["enable a second"] = (Before(Load("b", s_show)), Load("a", s_show)),
        ["enable what is loaded"] = (Before(Load("a", s_show)), Load("a", s_show)),
        ["enable what isn't there"] = (Nothing, Load("a", Patches.Vmlinux(Patches.Func("nowhere")))),
        ["enable what is there twice"] = (Nothing, Load("a", Patches.Vmlinux(Patches.Func("base_probe")))),
        ["enable what isn't traceable"] = (Nothing, Load("a", Patches.Vmlinux(Patches.Func("cmdline_proc_show"), Patches.Func("notrace_function")))),
        ["enable data"] = (Nothing, Load("a", Patches.Vmlinux(Patches.Func("jiffies")))),
        ["enable a function twice"] = (Nothing, Load("a", Patches.Vmlinux(Patches.Func("cmdline_proc_show"), Patches.Func("cmdline_proc_show")))),
        ["enable an object twice"] = (Nothing, Load("a", s_show, s_show)),
        ["enable without a name"] = (Nothing, Load("a", Patches.Vmlinux(Patches.Func("")))),
        ["enable without a replacement"] = (Nothing, Load("a", Patches.Vmlinux(Patches.Func("cmdline_proc_show", null)))),
        ["enable without objects"] = (Nothing, kernel => kernel.LoadModule(WithPatch(kernel, "a", static patch => patch with { WithoutObjects = true })).Status),
        ["enable for another kernel"] = (Nothing, kernel => kernel.LoadModule(Make(kernel, "a", s_show) with { Vermagic = "another" }).Status),
        ["enable what needs another"] = (Nothing, kernel => kernel.LoadModule(Make(kernel, "a", s_show) with { Depends = ["absent"] }).Status),
        ["enable what calls the unknown"] = (Nothing, kernel => kernel.LoadModule(Make(kernel, "a", s_show) with { Exit = Body.Of(new CallStep("unknown_function")) }).Status),
        ["enable unmarked"] = (Nothing, kernel => kernel.LoadModule(Make(kernel, "a", s_show) with { IsLivepatch = false }).Status),
        ["enable with a bad parameter"] = (Nothing, static kernel => kernel.LoadModule(Make(kernel, "a", s_show) with { Parameters = [new ParameterDefinition("count", ParameterType.Int)] }, "count=many").Status),
        ["enable with an init that fails"] = (Nothing, kernel => kernel.LoadModule(Make(kernel, "a", s_show) with { Init = Body.Returning(-12) }).Status),
        ["enable with ftrace off"] = (static kernel => kernel.WriteFile("/proc/sys/kernel/ftrace_enabled", "0\n"), Load("a", s_show)),
        ["enable with callbacks"] = (Nothing, Load("a", Later.Calling(s_show))),
        ["enable with a callback that refuses"] = (Nothing, Load("a", Later.Calling(s_show, -19))),
        ["enable with a callback that says more"] = (Nothing, Load("a", Later.Calling(s_show, 5))),
        ["enable replacing"] = (Before(Load("b", s_show, Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text")))), static kernel => kernel.LoadModule(WithPatch(kernel, "a", static patch => patch with { Replace = true })).Status),
        ["enable over a state"] = (static kernel => kernel.LoadModule(WithState(kernel, "b", 2)), static kernel => kernel.LoadModule(WithState(kernel, "a", 1)).Status),
        ["enable after a state"] = (static kernel => kernel.LoadModule(WithState(kernel, "b", 2)), static kernel => kernel.LoadModule(WithState(kernel, "a", 3)).Status),
        ["enable while another moves"] = (Stalling, static kernel => kernel.LoadModule(Make(kernel, "a", s_show)).Status),
        ["enable what a task sleeps in"] = (Sleeping("block_show", "tgt_block"), Load("b", Patches.Object("tgt_mod", Patches.Func("tgt_block", "new_text")))),
        ["enable what a task sleeps deep in"] = (Sleeping("blockk_show", "tgt_blockk"), Load("b", Patches.Object("tgt_mod", Patches.Func("tgt_blockk", "new_text")))),
        ["enable under an unreliable stack"] = (Unreliable, Load("b", s_show)),
        ["disable"] = (Before(Load("a", s_show)), Write("a", "enabled", "0\n")),
        ["disable twice"] = (Twice, Write("a", "enabled", "0\n")),
        ["disable in the wrong order"] = (Both, Write("a", "enabled", "0\n")),
        ["disable what moves"] = (Stalling, Write("b", "enabled", "0\n")),
        ["disable with callbacks"] = (Before(Load("a", Later.Calling(s_show))), Write("a", "enabled", "0\n")),
        ["enable again"] = (Twice, Write("a", "enabled", "1\n")),
        ["enable what is on"] = (Before(Load("a", s_show)), Write("a", "enabled", "1\n")),
        ["write nonsense"] = (Before(Load("a", s_show)), Write("a", "enabled", "sometimes\n")),
        ["force"] = (Stalling, Write("b", "force", "1\n")),
        ["force what doesn't move"] = (Before(Load("a", s_show)), Write("a", "force", "1\n")),
        ["write where nothing is"] = (Nothing, Write("a", "enabled", "1\n")),
        ["register by hand"] = (Before(Load("a", s_show)), static kernel => kernel.RegisterPatch("a").Status),
        ["unregister by hand"] = (Twice, static kernel => kernel.UnregisterPatch("a").Status),
        ["unload"] = (Twice, static kernel => kernel.UnloadModule("a").Status),
        ["unload what is in use"] = (Before(Load("a", s_show)), static kernel => kernel.UnloadModule("a").Status),
        ["unload by force"] = (Twice, static kernel => kernel.UnloadModule("a", UnloadFlags.Forced).Status),
        ["unload nothing"] = (Nothing, static kernel => kernel.UnloadModule("a").Status),
        ["a late module"] = (Before(Load("a", Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text")))), LoadTarget),
        ["a late module with callbacks"] = (Before(Load("a", Later.Calling(Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"))))), LoadTarget),
        ["a late module that doesn't fit"] = (Before(Load("a", Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"), Patches.Func("tgt_notrace", "new_text")))), LoadTarget),
        ["a late module without the function"] = (Before(Load("a", Patches.Object("tgt_mod", Patches.Func("tgt_absent", "new_text")))), LoadTarget),
        ["a late module that a callback refuses"] = (Before(Load("a", Later.Calling(Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text")), -22))), LoadTarget),
        ["a module that goes"] = (Before(LoadTarget, Load("a", Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text")))), static kernel => kernel.UnloadModule("tgt_mod").Status),
    };

    /// <summary>A kernel of a release with what an operation finds.</summary>
    public static Kernel Arranged(string release, string operation)
    {
        Kernel kernel = TestKernel.Boot(TestKernel.Definition with { Release = Release.TryParse(release, out Release? known, out _) ? known! : throw new ArgumentException(release), Vermagic = "this" });
        All[operation].Arrange(kernel);
        return kernel;
    }

    private static void Nothing(Kernel kernel)
    {
    }

    private static Action<Kernel> Before(params Func<Kernel, Status>[] operations) => kernel =>
    {
        foreach (Func<Kernel, Status> operation in operations)
        {
            operation(kernel);
            kernel.Step(TimeSpan.FromSeconds(5));
        }
    };

    private static Func<Kernel, Status> Load(string name, params PatchObjectDefinition[] objects) => kernel => kernel.LoadModule(Make(kernel, name, objects)).Status;

    private static Func<Kernel, Status> Write(string name, string file, string text) => kernel => kernel.WriteFile($"/sys/kernel/livepatch/{name}/{file}", text).Status;

    private static Status LoadTarget(Kernel kernel) => kernel.LoadModule(Later.Target).Status;

    private static void Twice(Kernel kernel) => Before(Load("a", s_show), Write("a", "enabled", "0\n"))(kernel);

    private static void Both(Kernel kernel) => Before(Load("a", s_show), Load("b", s_show))(kernel);

    private static Action<Kernel> Sleeping(string function, string innermost) => kernel =>
    {
        LoadTarget(kernel);
        KernelTask task = Later.Start(kernel, function);
        if (task.Depth != 2 || task.Frames[1].Code.Name != innermost) throw new InvalidOperationException($"{function} doesn't sleep in {innermost}");
    };

    private static void Stalling(Kernel kernel)
    {
        Sleeping("blockk_show", "tgt_blockk")(kernel);
        Load("b", Patches.Object("tgt_mod", Patches.Func("tgt_blockk", "new_text")))(kernel);
        kernel.Step(TimeSpan.FromSeconds(2.5));
    }

    private static void Unreliable(Kernel kernel)
    {
        Sleeping("block_show", "tgt_block")(kernel);
        foreach (KernelTask task in kernel.Tasks.All)
        {
            if (task.Comm == "reader") kernel.SetStackReliable(task.Pid, false);
        }
    }

    private static ModuleDefinition WithPatch(Kernel kernel, string name, Func<PatchDefinition, PatchDefinition> change)
    {
        ModuleDefinition module = Make(kernel, name, s_show);
        return module with { Patches = [change(module.Patches[0])] };
    }

    private static ModuleDefinition WithState(Kernel kernel, string name, uint version) => WithPatch(kernel, name, patch => patch with { States = [new StateDefinition(1, version)], Replace = true });

    private static ModuleDefinition Make(Kernel kernel, string name, params PatchObjectDefinition[] objects) =>
        Later.Make(name, objects) with { Init = kernel.Release.Has(Features.Registration) ? PatchInit.RegisterAndEnable : PatchInit.Enable };
}
