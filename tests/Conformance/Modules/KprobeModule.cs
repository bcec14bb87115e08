using KlpShell.Core;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>kp_mod, a probe of any kind on a function.</summary>
internal static class KprobeModule
{
    public const string Name = "kp_mod";

    /// <summary>The module.</summary>
    public static ModuleDefinition Create() => new(Name)
    {
        Parameters =
        [
            new ParameterDefinition("sym", ParameterType.String) { Default = "cmdline_proc_show" },
            new ParameterDefinition("kind", ParameterType.String) { Default = "pre" },
            new ParameterDefinition("hits", ParameterType.Int),
        ],
        Init = Body.FromHost(static (kernel, _, _) => Init(kernel)),
        Exit = Body.FromHost(static (kernel, _, _) => Exit(kernel)),
    };

    /// <summary>Puts the number of hits where the parameter's file reads it: in the real module the handlers count in that variable.</summary>
    public static void ShowHits(Kernel kernel)
    {
        if (kernel.Modules.Find(Name) is { } module && Find(kernel) is { } probe) module.SetParameter("hits", probe.Hits);
    }

    private static Value Init(Kernel kernel)
    {
        Module module = kernel.Modules.Find(Name)!;
        string symbol = module.Parameter("sym")?.Text ?? "";
        string kind = module.Parameter("kind")?.Text ?? "";
        Kprobe probe = new(symbol, kind switch
        {
            "jprobe" => KprobeKind.Jump,
            "ret" => KprobeKind.Return,
            "post" => KprobeKind.Post,
            _ => KprobeKind.Pre,
        });
        int status = kernel.Kprobes.Register(probe).ReturnValue;
        Say(kernel, $"register {kind} probe on {symbol} = {status}");
        return status;
    }

    private static Value Exit(Kernel kernel)
    {
        Kprobe? probe = Find(kernel);
        if (probe is not null) kernel.Kprobes.Unregister(probe);
        Say(kernel, $"unregistered, hits = {probe?.Hits ?? 0}");
        return 0;
    }

    private static Kprobe? Find(Kernel kernel)
    {
        // Not by way of ftrace: a probe that ftrace refused to hook is registered all the same.
        foreach (Kprobe probe in kernel.Kprobes.Probes)
        {
            if (probe.EventName is null) return probe;
        }

        return null;
    }

    private static void Say(Kernel kernel, string text) => kernel.Log.Write(LogLevel.Information, $"{Name}: {text}");
}
