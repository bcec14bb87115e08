using System;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Histories.World;

/// <summary>Makes live patches: most of them sound, some broken in the ways that authors break them.</summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="release">The release that they are for.</param>
internal sealed class RandomPatch(Random random, Release release)
{
    private readonly List<FunctionDefinition> _functions = [];
    private readonly bool _registers = release.Has(Features.Registration);
    private string _name = "";
    private int _serial;

    /// <summary>A livepatch module.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="serial">A number that no other patch of the history has, so that its code can be told apart.</param>
    public ModuleDefinition Make(string name, int serial)
    {
        (_name, _serial) = (name, serial);
        _functions.Clear();
        int count = random.Next(8) == 0 ? 3 : random.Next(1, 3);
        List<PatchObjectDefinition> objects = [];
        for (int i = 0; i < count; i++) objects.Add(Object(i, objects));
        PatchDefinition patch = new() { Objects = [.. objects], WithoutObjects = Chance(200) };
        if (!_registers) patch = patch with { Replace = Chance(3), States = [.. States()] };
        foreach (string call in _registers ? (string[])["register", "enable", "disable", "unregister"] : ["enable"])
        {
            _functions.Add(new FunctionDefinition("do_" + call, Code.CallsCore(name, $"klp_{call}_patch")) { Traceable = false });
        }

        return new ModuleDefinition(name)
        {
            License = Chance(150) ? "Proprietary" : "GPL",
            IsLivepatch = !Chance(60),
            PlainInit = true,
            Signed = !Chance(20),
            InTree = Chance(30),
            Parameters = [new ParameterDefinition("number", ParameterType.Int)],
            Variables = [VariableDefinition.Word("slot", 0x1111111111111111), VariableDefinition.Word("constant", 0x22) with { ReadOnly = true }],
            Functions = [.. _functions],
            Patches = [patch],
            Init = Init(),
        };
    }

    private Body? Init()
    {
        Step[] enable = Code.CoreCall(_name, "klp_enable_patch");
        if (!_registers) return Chance(12) ? null : Body.Of([.. enable, new ReturnStep(Operand.Local(0))]);
        Step[] register = Code.CoreCall(_name, "klp_register_patch");
        Step[] registerOrLeave = [.. register, new BranchStep(Operand.Local(0), 4), new ReturnStep(Operand.Local(0))];
        return random.Next(20) switch
        {
            < 11 => Body.Of([.. registerOrLeave, .. enable, new BranchStep(Operand.Local(0), 9), .. Code.CoreCall(_name, "klp_unregister_patch", 1), new ReturnStep(Operand.Local(0)), new ReturnStep(0)]),
            < 16 => Body.Of([.. register, new ReturnStep(Operand.Local(0))]),
            16 when Chance(8) => Body.Of([.. registerOrLeave, .. enable, new ReturnStep(Operand.Local(0))]),
            _ => null,
        };
    }

    private PatchObjectDefinition Object(int number, List<PatchObjectDefinition> before)
    {
        string? name = random.Next(40) switch
        {
            < 19 => null,
            < 30 => "tgt_mod",
            < 37 => "tgt_two",
            37 => Chance(2) ? "vmlinux" : "tgt-mod",
            _ => "p" + random.Next(5),
        };
        if (before.Exists(known => known.Name == name) && !Chance(12)) name = before.Exists(static known => known.Name is null) ? (before.Exists(static known => known.Name == "tgt_mod") ? "tgt_two" : "tgt_mod") : null;
        PatchObjectDefinition obj = new(name, Chance(150) ? default : [.. Funcs(number, name)]);
        if (Chance(8)) obj = obj with { Relocations = [.. Relocations(name)] };
        return _registers || !Chance(2) ? obj : obj with { Callbacks = Callbacks() };
    }

    private List<PatchFuncDefinition> Funcs(int obj, string? name)
    {
        string[] symbols = name switch { null => Functions.Patchable, "tgt_mod" or "tgt_two" => Targets.Patchable(name), _ when Meanings.IsPatch(name) => ["new_0_0", "new_0_0", "new_0_1", "new_1_0"], _ => ["tgt_value"] };
        List<PatchFuncDefinition> made = [];
        int count = Chance(25) ? 0 : random.Next(1, 4);
        for (int i = 0; i < count; i++)
        {
            string symbol = symbols[random.Next(symbols.Length)];

            // Two names of one address are two functions to an atomic replace: its nop for the one lies on its code for the other.
            if (symbol == "sys_umask" && !_registers) symbol = "SyS_umask";
            PatchFuncDefinition func = Placed(name, symbol);
            if (made.Exists(known => IsSame(known, func)) ? !Chance(15) : Clashes(made, name, func)) continue;
            string version = $"{_name}#{_serial}.{obj}.{made.Count}";
            string replacement = $"new_{obj}_{made.Count}";
            _functions.Add(new FunctionDefinition(replacement, Code.Of(Meaning(name, func) ?? symbol, version)));
            func = func with { NewFunction = Chance(120) ? null : replacement, SafeBecause = Chance(5) ? "conditional_check" : null };
            made.Add(func);
        }

        return made;
    }

    private static bool IsSame(PatchFuncDefinition a, PatchFuncDefinition b) => a.OldName == b.OldName && a.SymbolPosition == b.SymbolPosition && a.OldAddress == b.OldAddress;

    // For a task that hasn't switched the consistency era's handler goes to the next entry of the stack: two entries of one patch for one address mix by themselves.
    private bool Clashes(List<PatchFuncDefinition> made, string? obj, PatchFuncDefinition func) =>
        !_registers && made.Exists(known => Meaning(obj, known) == Meaning(obj, func));

    private string? Meaning(string? obj, PatchFuncDefinition func) => Meanings.Of(release, obj, func);

    private PatchFuncDefinition Placed(string? obj, string symbol)
    {
        if (Chance(25)) symbol = obj is null ? ((string[])["nowhere", "jiffies", "notrace_function"])[random.Next(3)] : "nowhere";
        PatchFuncDefinition func = new(symbol, null);
        bool twin = symbol is "twin" or "tgt_twin";
        if (!_registers)
        {
            ulong position = (ulong)(twin ? random.Next(1, 3) : random.Next(2));
            func = func with { SymbolPosition = Chance(30) ? (ulong)random.Next(4) : position };
            return Chance(200) ? func with { OldName = "", WithoutOldName = true } : func;
        }

        if (obj is null && twin) return func with { OldAddress = Functions.Vmlinux[Chance(2) ? "twin1" : "twin2"] };
        return obj is null && Chance(30) ? func with { OldAddress = Functions.Vmlinux[Chance(2) ? "alpha" : "beta"] } : func;
    }

    private List<RelocationDefinition> Relocations(string? obj)
    {
        RelocationPlace place = random.Next(8) switch
        {
            0 => new RelocationPlace(RelocationBase.ModuleEnd),
            1 => new RelocationPlace(RelocationBase.Symbol, "constant"),
            _ => new RelocationPlace(RelocationBase.Symbol, "slot", Chance(10) ? 4 : 0),
        };
        string symbol = Chance(10) ? "nowhere" : obj is null ? "alpha" : obj == "tgt_two" ? "two_value" : "tgt_data";
        uint type = ((uint[])[1, 1, 1, 2, 10, 0, 99])[random.Next(7)];
        return [new RelocationDefinition(place, type, symbol) { Value = obj is null ? Functions.Vmlinux["alpha"] : 0, Addend = random.Next(3), External = Chance(8) }];
    }

    private IEnumerable<StateDefinition> States()
    {
        if (!Chance(5)) yield break;
        for (int i = random.Next(1, 3); i > 0; i--) yield return new StateDefinition((ulong)random.Next(1, 3), (uint)random.Next(1, 4));
    }

    private PatchCallbacks Callbacks() => new()
    {
        PrePatch = Chance(4) ? null : Says("pre_patch", random.Next(24) switch { 0 => -12, 1 => 5, _ => 0 }),
        PostPatch = Chance(3) ? null : Says("post_patch", 0),
        PreUnpatch = Chance(3) ? null : Says("pre_unpatch", 0),
        PostUnpatch = Chance(3) ? null : Says("post_unpatch", 0),
    };

    private Body Says(string kind, long value)
    {
        PrintkStep says = new(LogLevel.Information, new Template($"cb {_name} {kind} {{0}}", [Operand.Argument]));
        return Chance(12) ? Body.Of(says, new SleepStep(TimeSpan.FromMilliseconds(random.Next(1, 18) * 100)), new ReturnStep(value)) : Body.Of(says, new ReturnStep(value));
    }

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;
}
