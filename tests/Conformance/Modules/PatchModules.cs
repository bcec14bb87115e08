using KlpShell.Core;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>Small modules of the kernel's selftests and samples: patches of one function, and a probe.</summary>
internal static class PatchModules
{
    private const string PatchedText = "this has been live patched\n";

    /// <summary>A patch of a file that says one line.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="function">The function behind the file.</param>
    /// <param name="text">What the file says from then on, without its newline.</param>
    public static ModuleDefinition Saying(string name, string function, string text) => new(name)
    {
        IsLivepatch = true,
        Functions = [new FunctionDefinition("livepatch_" + function, Body.Printing(text + "\n"))],
        Patches = [new PatchDefinition { Objects = [new PatchObjectDefinition(null, [new PatchFuncDefinition(function, "livepatch_" + function)])] }],
        Init = PatchInit.Enable,
    };

    /// <summary>test_klp_livepatch.</summary>
    public static ModuleDefinition Livepatch(string name) => Saying(name, "cmdline_proc_show", $"{name}: {PatchedText.TrimEnd()}");

    /// <summary>livepatch_sample of the later releases.</summary>
    public static ModuleDefinition Sample() => Saying(SampleModule.Name, "cmdline_proc_show", PatchedText.TrimEnd());

    /// <summary>test_klp_atomic_replace: its parameter is read when it is loaded.</summary>
    public static ModuleDefinition AtomicReplace(string name, string arguments)
    {
        ModuleDefinition module = Saying(name, "meminfo_proc_show", $"{name}: {PatchedText.TrimEnd()}");
        bool replace = CNumber.Signed(new ModuleArguments(arguments)["replace"] ?? "0") != 0;
        return module with
        {
            Parameters = [new ParameterDefinition("replace", ParameterType.Int) { Mode = 0x1A4 }],
            Patches = [module.Patches[0] with { Replace = replace }],
        };
    }

    /// <summary>test_klp_kprobe: a probe on cmdline_proc_show, with or without a post_handler.</summary>
    public static ModuleDefinition Kprobe(string name) => new(name)
    {
        Parameters = [new ParameterDefinition("has_post_handler", ParameterType.Bool) { Default = 1 }],
        Init = Body.FromHost((kernel, task, _) =>
        {
            bool post = kernel.Modules.Find(name)!.Parameter("has_post_handler") is { IsTrue: true };
            return kernel.Kprobes.Register(new Kprobe("cmdline_proc_show", post ? KprobeKind.Post : KprobeKind.Pre), task).ReturnValue;
        }),
        Exit = Body.FromHost((kernel, task, _) =>
        {
            bool post = kernel.Modules.Find(name)!.Parameter("has_post_handler") is { IsTrue: true };
            if (Find(kernel, post ? KprobeKind.Post : KprobeKind.Pre) is { } probe) kernel.Kprobes.Unregister(probe, task);
            return 0;
        }),
    };

    private static Kprobe? Find(Kernel kernel, KprobeKind kind)
    {
        foreach (Kprobe probe in kernel.Kprobes.Probes)
        {
            if (probe.Symbol == "cmdline_proc_show" && probe.Kind == kind) return probe;
        }

        return null;
    }
}
