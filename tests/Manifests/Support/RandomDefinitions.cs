using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Abi;
using KlpShell.Core.Faults;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;

namespace KlpShell.Manifests.Tests.Support;

/// <summary>Definitions of everything that a manifest can say, made from a seed.</summary>
internal sealed class RandomDefinitions(int seed)
{
    private static readonly string[] s_texts =
    [
        "", "a", "true", "null", "~", "5", "-EINVAL", "0x10", "1.5", "no", "a: b", "a #b", "- a", "two\nlines\n", "tab\there", "quote\"s and 'these'", "back\\slash", "${x}", "$${x}", "$", "$${", "{0}", "{{", "}}", "{", " blank ", "é→", "\u202e", "\u0007", "!tag", "&a", "*a", "%d", "@at", "`", "a,b", "[x]", "?", ": ", "🙂",
    ];

    private readonly Random _random = new(seed);

    public ManifestDocument Module()
    {
        ModuleDefinition module = Parts(new ModuleDefinition("m" + _random.Next(100)));
        module = module with { Init = _random.Next(3) == 0 ? KprobeCalls.RegisterAll(module.Kprobes) : Maybe(() => Body(module)), Exit = _random.Next(3) switch { 0 => null, 1 => Core.Machine.Bodies.Body.Empty, _ => Body(module) } };
        return new ManifestDocument(ManifestKind.Module, module.Name, Text.Source, 1) { Module = module };
    }

    public ManifestDocument Livepatch()
    {
        ModuleDefinition module = Parts(new ModuleDefinition("p" + _random.Next(100)) { IsLivepatch = _random.Next(4) > 0, PlainInit = true });
        ImmutableArray<string> cves = [.. Many(() => "CVE-2014-" + _random.Next(1000, 9999))];
        PatchDefinition first = Patch(module) with { Description = module.Description, Cves = cves, AbiEntries = [.. Many(Entry)] };
        module = module with { Patches = [first, .. Many(() => Patch(module) with { Description = OneText(), Cves = cves })] };
        module = module with { Init = _random.Next(3) switch { 0 => PatchInit.RegisterAndEnable, 1 => PatchInit.RegisterOnly, _ => Maybe(() => Body(module)) }, Exit = Maybe(() => Body(module)) };
        return new ManifestDocument(ManifestKind.Livepatch, module.Name, Text.Source, 1)
        {
            Livepatch = Sampled(new LivepatchDefinition(module)) with { Cves = cves },
        };
    }

    public ManifestDocument Abi() => new(ManifestKind.Abi, "abi", Text.Source, 1) { AbiEntries = [.. Many(Entry)] };

    public ManifestDocument Kernel()
    {
        SymbolEntry[] symbols = [.. Enumerable.Range(1, 6).Select(i => new SymbolEntry("s" + _random.Next(4), (ulong)i * 64 + 0xffffffff81000000, _random.Next(2) == 0 ? 'T' : 'd', null, (ulong)_random.Next(3) * 8))];
        KernelDefinition kernel = new("k", Release.All[0])
        {
            Description = OneText(),
            Symbols = SymbolTable.FromEntries(symbols),
            Kaslr = true,
            KaslrOffset = (ulong)_random.Next(2) << 21,
            EntryOffset = (uint)_random.Next(2) * 4,
            ModuleArea = 0xffffffffc0000000 + ((ulong)_random.Next(5) << 12),
            UnameRelease = "6." + _random.Next(20),
            CommandLine = Line(),
            Vermagic = Maybe(() => "6.12 SMP"),
            Cpus = _random.Next(1, 9),
            Tasks = [.. Many(() => "task" + _random.Next(9))],
            Functions = [new FunctionDefinition(symbols[0].Name, Body(new ModuleDefinition("vmlinux")))],
            Files = [new FileDefinition("/proc/x", symbols[1].Name, null, _random.Next(0x200))],
            Faults = [.. Many(Fault)],
        };
        return new ManifestDocument(ManifestKind.Kernel, "k", Text.Source, 1) { Kernel = kernel, KernelFiles = new KernelFiles(null, null) };
    }

    private Fault Fault()
    {
        FaultPoint point = FaultPoints.All[_random.Next(FaultPoints.All.Count)];
        while (!FaultPoints.IsIn(point, Release.All[0])) point = FaultPoints.All[_random.Next(FaultPoints.All.Count)];
        return new Fault(point)
        {
            Errno = FaultPoints.IsAllocation(point) || _random.Next(2) == 0 ? Errno.ENOMEM : Errno.EBUSY,
            Probability = _random.Next(2) == 0 ? 100 : _random.Next(1, 100),
            Interval = _random.Next(1, 4),
            Times = _random.Next(-1, 4),
            Space = _random.Next(4),
            Verbose = _random.Next(3),
        };
    }

    private ModuleDefinition Parts(ModuleDefinition module)
    {
        module = module with
        {
            Description = OneText(),
            License = _random.Next(2) == 0 ? "GPL" : "Proprietary",
            Vermagic = Maybe(() => "3.19.8 SMP mod_unload "[..^1]),
            InTree = _random.Next(2) == 0,
            Signed = _random.Next(2) == 0,
            Depends = [.. Many(() => "other" + _random.Next(3))],
            Parameters = [.. new[] { "p0", "p1", "result", "local3" }.Take(_random.Next(5)).Select(Parameter)],
            Variables = [.. new[] { "v0", "p1", "v2", "argument" }.Take(_random.Next(5)).Select(Variable)],
            Kprobes = [.. Many(() => new KprobeDefinition("s" + _random.Next(4), (KprobeKind)_random.Next(4)))],
        };
        return module with
        {
            Parameters = [.. module.Parameters.Select(parameter => parameter with { OnSet = Maybe(() => Body(module)) })],
            Functions = [.. Enumerable.Range(0, _random.Next(4)).Select(i => Function("f" + i, module))],
            Files = [.. Many(() => new FileDefinition("/proc/f" + _random.Next(1000000), "f0", Maybe(() => "f0"), _random.Next(0x200))).TakeWhile(_ => false)],
        };
    }

    private FunctionDefinition Function(string name, ModuleDefinition module) => _random.Next(3) == 0
        ? new FunctionDefinition(name, Body(module))
        : new FunctionDefinition(name, Body(module))
        {
            Size = (uint)_random.Next(4, 100),
            Traceable = _random.Next(2) == 0,
            Export = (ExportKind)_random.Next(3),
            Type = _random.Next(2) == 0 ? 't' : 'T',
            Text = [.. Enumerable.Range(0, _random.Next(4)).Select(_ => (byte)_random.Next(256))],
        };

    private ParameterDefinition Parameter(string name)
    {
        ParameterType type = (ParameterType)_random.Next(7);
        Value value = type switch
        {
            ParameterType.String or ParameterType.IntArray => OneText(),
            ParameterType.Bool => _random.Next(2),
            ParameterType.Int => _random.Next() - (1 << 30),
            ParameterType.UInt => _random.NextInt64(uint.MaxValue),
            ParameterType.ULong => _random.NextInt64(long.MinValue, long.MaxValue),
            _ => _random.Next(2) == 0 ? _random.Next() : OneText(),
        };
        return new ParameterDefinition(name, type) { Default = value, Mode = _random.Next(0x200) };
    }

    private VariableDefinition Variable(string name)
    {
        bool readOnly = _random.Next(2) == 0;
        ImmutableArray<byte> bytes = _random.Next(3) switch
        {
            0 => [.. BitConverter.GetBytes(_random.NextInt64())],
            1 => [.. new byte[_random.Next(20)]],
            _ => [.. Enumerable.Range(0, _random.Next(1, 12)).Select(_ => (byte)_random.Next(256))],
        };
        return new VariableDefinition(name, bytes) { ReadOnly = readOnly, Export = (ExportKind)_random.Next(3), Type = "dDrRbB"[_random.Next(6)] };
    }

    // A sample's init and exit are held as the first releases have them.
    private LivepatchDefinition Sampled(LivepatchDefinition patch)
    {
        if (_random.Next(2) == 0) patch = patch with { SampleInit = true, Module = patch.Module with { Init = PatchInit.RegisterAndEnable } };
        return _random.Next(2) == 0 ? patch : patch with { SampleExit = true, Module = patch.Module with { Exit = PatchInit.DisableAndUnregister } };
    }

    private PatchDefinition Patch(ModuleDefinition module)
    {
        PatchDefinition patch = new()
        {
            Replace = _random.Next(2) == 0,
            States = [.. Many(() => new StateDefinition((ulong)_random.NextInt64(), (uint)_random.Next(3)))],
        };
        return _random.Next(8) == 0 ? patch with { WithoutObjects = true } : patch with { Objects = [.. Many(() => Object(module))] };
    }

    private PatchCallbacks Callbacks(ModuleDefinition module) => new()
    {
        PrePatch = Maybe(() => Body(module)),
        PostPatch = Maybe(() => Body(module)),
        PreUnpatch = Maybe(() => Body(module)),
        PostUnpatch = Maybe(() => Body(module)),
    };

    private PatchFuncDefinition Nameless(PatchFuncDefinition function) => _random.Next(6) == 0 ? function with { OldName = "", WithoutOldName = true } : function;

    private PatchObjectDefinition Object(ModuleDefinition module)
    {
        string?[] names = [null, "vmlinux", "", "tgt_mod", "a/b", "a%%b", "5", "~"];
        ImmutableArray<PatchFuncDefinition> functions = _random.Next(6) == 0 ? default : [.. Many(() => Nameless(new PatchFuncDefinition(names[_random.Next(2, names.Length)]!, Maybe(() => module.Functions.FirstOrDefault()?.Name))
        {
            OldAddress = (ulong)_random.Next(2) * 0xffffffff81000000,
            SymbolPosition = (ulong)_random.Next(3),
            SafeBecause = Maybe(() => "conditional_check"),
        }))];
        ImmutableArray<RelocationDefinition> relocations = _random.Next(3) == 0 ? default : [.. Many(() => new RelocationDefinition(Place(module), (uint)_random.Next(14), names[_random.Next(1, names.Length)]!)
        {
            Value = (ulong)_random.NextInt64(),
            Addend = _random.Next() - (1 << 30),
            External = _random.Next(2) == 0,
            SymbolPosition = (ulong)_random.Next(3),
        })];
        return new PatchObjectDefinition(names[_random.Next(names.Length)], functions) { Relocations = relocations, Callbacks = Maybe(() => Callbacks(module)) };
    }

    private RelocationPlace Place(ModuleDefinition module) => _random.Next(5) switch
    {
        0 when !module.Variables.IsEmpty => new RelocationPlace(RelocationBase.Symbol, module.Variables[0].Name, _random.Next(-9, 9)),
        1 => new RelocationPlace(RelocationBase.ModuleStart, null, _random.Next(-9, 9)),
        2 => new RelocationPlace(RelocationBase.ModuleEnd, null, _random.Next(-9, 9)),
        3 => new RelocationPlace(RelocationBase.VmlinuxSymbol, "jiffies_64", _random.Next(-9, 9)),
        _ => new RelocationPlace(RelocationBase.Absolute, null, _random.NextInt64(long.MinValue, long.MaxValue)),
    };

    private Body Body(ModuleDefinition module)
    {
        List<Step> steps = [];
        int count = _random.Next(7);
        for (int i = 0; i < count; i++) steps.Add(Step(module, count));
        return new Body([.. steps]);
    }

    private Step Step(ModuleDefinition module, int count) => _random.Next(12) switch
    {
        0 => new PrintkStep((LogLevel)_random.Next(8), Template(module)),
        1 => new SeqPrintfStep(Template(module)),
        2 => new ReturnStep(Operand(module)),
        3 => new CallStep("klp_register_patch", Operand(module), _random.Next(-1, 8)),
        4 when !module.Variables.IsEmpty => new CallStep(module.Variables[0].Name, Operand(module), _random.Next(-1, 8), true),
        5 => new StoreStep(_random.Next(8), Operand(module)),
        6 => new SleepStep(TimeSpan.FromTicks(_random.Next(1_000_000)), (TaskState)_random.Next(1, 4)),
        7 when !module.Parameters.IsEmpty => new WaitStep(module.Parameters[0].Name, (TaskState)_random.Next(1, 4)),
        8 when !module.Parameters.IsEmpty => new SetParameterStep(module.Parameters[0].Name, Operand(module)),
        9 when !module.Variables.IsEmpty => new LookupSymbolStep("jiffies", module.Variables[0].Name),
        10 => new BranchStep(Operand(module), _random.Next(count + 1)),
        _ => new JumpStep(_random.Next(count + 1)),
    };

    private Operand Operand(ModuleDefinition module) => _random.Next(7) switch
    {
        0 => Core.Machine.Bodies.Operand.Result,
        1 => Core.Machine.Bodies.Operand.Argument,
        2 => Core.Machine.Bodies.Operand.Local(_random.Next(8)),
        3 when !module.Parameters.IsEmpty => Core.Machine.Bodies.Operand.Parameter(module.Parameters[_random.Next(module.Parameters.Length)].Name),
        4 when !module.Variables.IsEmpty => Core.Machine.Bodies.Operand.Variable(module.Variables[_random.Next(module.Variables.Length)].Name),
        5 => OneText(),
        _ => _random.Next(100) - 50,
    };

    private Template Template(ModuleDefinition module)
    {
        List<Operand> operands = [];
        string format = "";
        int count = _random.Next(4);
        for (int i = 0; i < count; i++)
        {
            Operand operand = Operand(module);
            if (operand.Kind == OperandKind.Constant || operands.Contains(operand)) continue;
            format += OneText().Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal) + "{" + operands.Count + "}";
            operands.Add(operand);
        }

        return operands.Count == 0 ? OneText() : new Template(format, [.. operands]);
    }

    private AbiEntry Entry() => new([.. Enumerable.Range(0, _random.Next(1, 3)).Select(i => "/sys/x" + i)], (AbiLevel)_random.Next(4))
    {
        Date = Line(),
        KernelVersion = "3.19." + _random.Next(3),
        Contact = [.. Many(() => "a@b" + _random.Next(9))],
        Description = OneText(),
        Users = [.. Many(() => "user" + _random.Next(9))],
        File = Text.Source,
    };

    private string OneText() => s_texts[_random.Next(s_texts.Length)];

    private string Line() => s_texts[_random.Next(13)];

    private T? Maybe<T>(Func<T> make)
        where T : class? => _random.Next(2) == 0 ? null : make();

    private IEnumerable<T> Many<T>(Func<T> make)
    {
        int count = _random.Next(4);
        for (int i = 0; i < count; i++) yield return make();
    }
}
