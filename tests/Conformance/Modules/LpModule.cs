using System;
using System.Collections.Immutable;
using System.Globalization;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Livepatch.Consistency;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>lp_a to lp_f and lp_nomark, the parametrised livepatch of the later recordings; lp_idle and lp_proprietary.</summary>
internal static class LpModule
{
    public const string SeqShow = "lp_seq_show";
    public const string TextFunction = "lp_text";
    public const string ZeroFunction = "lp_zero";
    public const string IntFunction = "lp_int";
    public const string BlockFunction = "lp_block";

    // Hidden from insmod and from sysfs by the dot: variables of the module that others wait for or read.
    private const string Released = ".released";

    private const int ParametersRefused = -7;
    private const int MostPreReturns = 6;
    private const string DefaultFunctions = "vmlinux=cmdline_proc_show:0:s";

    /// <summary>Whether a module of that name is the parametrised one.</summary>
    public static bool Is(string name) => name is "lp_a" or "lp_b" or "lp_c" or "lp_d" or "lp_e" or "lp_f" or "lp_nomark";

    /// <summary>lp_idle: marked as a livepatch, it enables nothing.</summary>
    public static ModuleDefinition Idle() => new("lp_idle")
    {
        IsLivepatch = true,
        Init = Body.Of(new PrintkStep(LogLevel.Information, "lp_idle: init without klp_enable_patch")),
    };

    /// <summary>lp_proprietary: marked as a livepatch, under no free licence.</summary>
    public static ModuleDefinition Proprietary() => new("lp_proprietary") { IsLivepatch = true, License = "Proprietary", Init = Body.Empty };

    /// <summary>The module as it is with the given parameters.</summary>
    public static ModuleDefinition Create(string name, string arguments, ModuleBuild build)
    {
        ModuleArguments given = new(arguments);
        LpPatchParser parser = new();
        bool callbacks = IsTrue(given["cb"]);
        PatchDefinition patch = new()
        {
            Objects = parser.Objects(given["funcs"] ?? DefaultFunctions, callbacks ? index => CallbackLines.Of(name, kernel => PreReturn(kernel, name, index)) : null),
            States = parser.States(given["states"]),
            Replace = IsTrue(given["replace"]),
            WithoutObjects = IsTrue(given["noobjs"]),
        };
        bool refused = parser.Refused;
        bool show = IsTrue(given["show"]);
        bool detached = IsTrue(given["nomod"]);
        return new ModuleDefinition(name)
        {
            IsLivepatch = name != "lp_nomark",
            Description = "oracle: generic livepatch",
            Parameters = Parameters(),
            Functions = Functions(name, build),
            Patches = [patch],
            Listed = build.LivepatchSymbols,
            PlainInit = true,
            InitSymbol = "lp_init",
            ExitSymbol = "lp_exit",
            Init = Body.FromHost((kernel, task, _) => refused ? ParametersRefused : Init(kernel, task, name, show, detached)),
        };
    }

    private static ImmutableArray<ParameterDefinition> Parameters() =>
    [
        new ParameterDefinition("funcs", ParameterType.String) { Default = DefaultFunctions },
        new ParameterDefinition("replace", ParameterType.Bool),
        new ParameterDefinition("cb", ParameterType.Bool),
        new ParameterDefinition("pre_ret", ParameterType.IntArray)
        {
            Mode = 0x1A4,
            Default = "",
            MaxCount = MostPreReturns,
        },
        new ParameterDefinition("states", ParameterType.String) { Default = "(null)" },
        new ParameterDefinition("show", ParameterType.Bool),
        new ParameterDefinition("nomod", ParameterType.Bool),
        new ParameterDefinition("noobjs", ParameterType.Bool),
        new ParameterDefinition(Released, ParameterType.Bool) { Mode = 0 },
        new ParameterDefinition("release", ParameterType.Callback)
        {
            Mode = 0x80,
            OnSet = Body.FromHost(static (kernel, task, text) =>
            {
                OwnModule(kernel, task).SetParameter(Released, text.Text is ['1', ..] ? 1 : 0);
                return 0;
            }),
        },
    ];

    private static ImmutableArray<FunctionDefinition> Functions(string name, ModuleBuild build) =>
    [
        new FunctionDefinition(TextFunction, Body.Returning(name)),
        new FunctionDefinition(ZeroFunction, Body.Returning(0)) { Size = 16 },
        new FunctionDefinition(IntFunction, Body.Returning(42)) { Size = build.IntSize },
        new FunctionDefinition(BlockFunction, Body.Of(new WaitStep(Released, TaskState.Killable), new ReturnStep(Operand.Result))) { Size = 208 },
        new FunctionDefinition(SeqShow, Body.Printing($"{name}: this has been live patched\n")) { Size = 48 },
    ];

    private static Value Init(Kernel kernel, KernelTask task, string name, bool show, bool detached)
    {
        KlpPatch patch = kernel.Modules.Find(name)!.Patches[0];
        if (detached) patch.Module = null;
        int value = kernel.Livepatch.Enable(patch, task).ReturnValue;
        if (show) Show(kernel, patch, value);
        return value;
    }

    // What the module finds in its own patch afterwards.
    private static void Show(Kernel kernel, KlpPatch patch, int value)
    {
        Say(kernel, patch.Name, $"klp_enable_patch() = {value}");
        foreach (PatchObjectDefinition definition in patch.Definition.Objects)
        {
            if (definition.Name is null && definition.Functions.IsDefault) break;
            if (definition.Functions.IsDefault) continue;
            KlpObject? obj = Find(patch, definition);
            for (int i = 0; i < definition.Functions.Length; i++)
            {
                PatchFuncDefinition function = definition.Functions[i];
                if (function.WithoutOldName) break;
                KlpFunc? func = obj is not null && i < obj.Functions.Count ? obj.Functions[i] : null;
                ulong address = func?.OldAddress ?? 0;
                ulong size = func is ConsistencyFunc resolved ? resolved.OldSize : 0;
                string place = string.Create(CultureInfo.InvariantCulture, $"{function.OldName},{function.SymbolPosition}");
                Say(kernel, patch.Name, $"resolved {definition.DisplayName}:{place} -> {address:x16} size {size}");
            }
        }
    }

    private static KlpObject? Find(KlpPatch patch, PatchObjectDefinition definition)
    {
        foreach (KlpObject obj in patch.Objects)
        {
            if (ReferenceEquals(obj.Definition, definition)) return obj;
        }

        return null;
    }

    // Elements that a write doesn't reach keep their values.
    private static Value PreReturn(Kernel kernel, string name, int index) => kernel.Modules.Find(name)!.Element("pre_ret", index);

    private static Module OwnModule(Kernel kernel, KernelTask task)
    {
        foreach (CodeEntry code in task.Stack) return kernel.Modules.Containing(code.Address)!;
        throw new InvalidOperationException("The task is in no function.");
    }

    private static bool IsTrue(string? text) => text is ['1' or 'y' or 'Y', ..] or ['o' or 'O', 'n' or 'N', ..];

    private static void Say(Kernel kernel, string module, string text) => kernel.Log.Write(LogLevel.Information, $"{module}: {text}");
}
