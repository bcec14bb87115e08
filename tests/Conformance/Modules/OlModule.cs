using System;
using System.Collections.Immutable;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>ol_a to ol_d, the parametrised livepatch of the recordings: what they hold in memory and do when they are loaded.</summary>
internal static class OlModule
{
    public const string SeqShow = "lp_seq_show";
    public const string TextFunction = "lp_text";
    public const string IntFunction = "lp_int";
    public const string SecondIntFunction = "lp_int2";
    public const string ImmediateFunction = "lp_text_imm";
    public const string Slots = "slot";
    public const string ReadOnlyWord = "lp_rodata";
    public const int SlotCount = 8;
    public const ulong SlotInitial = 0x1111111111111111;

    /// <summary>The number that a relocation may overwrite begins after the call of ftrace and the opcode of movl.</summary>
    public const int ImmediateOffset = 6;

    private const ulong ReadOnlyInitial = 0x2222222222222222;
    private const int ParametersRefused = -7;

    // What lies at the module's end is none of its slots.
    private const int ObjectsSize = 240;
    private const string DefaultFunctions = "vmlinux=cmdline_proc_show:0:s";

    /// <summary>Whether a module of that name is one of them.</summary>
    public static bool Is(string name) => name is "ol_a" or "ol_b" or "ol_c" or "ol_d";

    /// <summary>The module as it is with the given parameters.</summary>
    public static ModuleDefinition Create(string name, string arguments)
    {
        ModuleArguments given = new(arguments);
        OlPatchParser parser = new();
        PatchDefinition patch = parser.Parse(given["funcs"] ?? DefaultFunctions, given["relocs"]);
        bool refused = parser.Refused;
        PatchDefinition second = new() { Objects = [new PatchObjectDefinition(null, [new PatchFuncDefinition("version_proc_show", SeqShow)])] };
        return new ModuleDefinition(name)
        {
            Parameters =
            [
                new ParameterDefinition("funcs", ParameterType.String) { Default = DefaultFunctions },
                new ParameterDefinition("relocs", ParameterType.String) { Default = "(null)" },
                new ParameterDefinition("init", ParameterType.String) { Default = "(null)" },
                new ParameterDefinition(OlCalls.Parsed, ParameterType.Bool) { Mode = 0 },
                new ParameterDefinition("call", ParameterType.Callback)
                {
                    Mode = 0x80,
                    OnSet = Body.FromHost((kernel, task, text) => OlCalls.Of(kernel, task, name).All(text.Text ?? "", stop: false)),
                },
            ],
            Functions = Functions(name),
            Variables =
            [
                VariableDefinition.Word(ReadOnlyWord, ReadOnlyInitial) with { ReadOnly = true, Type = 'r' },
                new VariableDefinition(Slots, SlotBytes()),
                new VariableDefinition("objs", [.. new byte[ObjectsSize]]),
            ],
            Patches = [patch, second],
            InitSymbol = "lp_init",
            ExitSymbol = "lp_exit",
            Imports =
            [
                "__fentry__", "jiffies_64", "kfree", "klp_disable_patch", "klp_enable_patch", "klp_register_patch", "klp_unregister_patch", "kstrdup", "param_ops_charp",
                "printk", "seq_printf", "simple_strtol", "simple_strtoul", "strchr", "strcmp", "strcspn", "strncmp", "strsep", "warn_slowpath_null",
            ],
            Init = Body.FromHost((kernel, task, _) =>
            {
                // Only now it reads funcs=; a call before that finds an empty patch.
                kernel.Modules.Find(name)!.SetParameter(OlCalls.Parsed, 1);
                return refused ? ParametersRefused : Init(OlCalls.Of(kernel, task, name), given["init"]);
            }),
            Exit = Body.Of(new PrintkStep(LogLevel.Information, $"{name}: lp_exit")),
        };
    }

    /// <summary>The eight slots, as they are when the module is loaded.</summary>
    public static ImmutableArray<byte> SlotBytes()
    {
        byte[] bytes = new byte[SlotCount * sizeof(ulong)];
        Array.Fill(bytes, unchecked((byte)SlotInitial));
        return [.. bytes];
    }

    private static Value Init(OlCalls calls, string? init)
    {
        if (init is null) return 0;
        if (init != "sample") return calls.All(init, stop: true);
        int status = calls.One("register");
        if (status != 0) return status;
        status = calls.One("enable");
        if (status != 0) calls.One("unregister");
        return status;
    }

    private static ImmutableArray<FunctionDefinition> Functions(string name) =>
    [
        new FunctionDefinition(SeqShow, Body.Printing($"{name}: this has been live patched\n")),
        new FunctionDefinition(TextFunction, Body.Returning(name)),
        new FunctionDefinition(IntFunction, Body.Returning(42)),
        new FunctionDefinition(SecondIntFunction, Body.Returning(43)),
        new FunctionDefinition(ImmediateFunction, Body.FromHost((kernel, _, _) => OlCalls.ReadImmediate(kernel.Modules.Find(name)!)))
        {
            Text = [0x0f, 0x1f, 0x44, 0x00, 0x00, 0xb8, 0x44, 0x33, 0x22, 0x11, 0xc3],
        },
        new FunctionDefinition("lp_own_symbol", Body.Returning(7)),
    ];
}
