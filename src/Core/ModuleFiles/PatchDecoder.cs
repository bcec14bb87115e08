using System.Collections.Immutable;
using System.Globalization;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Core.ModuleFiles;

/// <summary>
/// Reads struct klp_patch and what it points to out of a module's memory, once that is relocated: by the sizes and offsets of the release
/// (include/linux/livepatch.h). The arrays end where the kernel's walks end.
/// </summary>
internal sealed class PatchDecoder(Module module)
{
    private readonly ModuleFileRules _rules = module.Image!.Rules;

    /// <summary>What points outside the module's memory, where something does.</summary>
    public string? Problem { get; private set; }

    /// <summary>The address of the pointer that does.</summary>
    public ulong ProblemAddress { get; private set; }

    /// <summary>The patch at an address; null where it isn't the module's memory, or points outside.</summary>
    public PatchDefinition? Read(ulong address)
    {
        if (!module.Contains(address, 32)) return Fail(address, "struct klp_patch isn't in the module's memory");
        ulong objects = Pointer(address + 8);
        ImmutableArray<PatchObjectDefinition>.Builder all = ImmutableArray.CreateBuilder<PatchObjectDefinition>();
        for (ulong at = objects; objects != 0; at += (ulong)_rules.ObjectSize)
        {
            if (!module.Contains(at, 56)) return Fail(address + 8, "the array of objects runs out of the module's memory");
            if (Pointer(at) == 0 && Pointer(at + 8) == 0) break;
            if (ReadObject(at) is not { } obj) return null;
            all.Add(obj);
        }

        if (!TryReadStates(address + 16, out ImmutableArray<StateDefinition> states)) return null;
        return new PatchDefinition
        {
            Address = address,
            WithoutModule = Pointer(address) == 0,
            WithoutObjects = objects == 0,
            Objects = all.ToImmutable(),
            States = states,
            Replace = module.ReadNumber(address + 24, 1) != 0,
        };
    }

    private PatchObjectDefinition? ReadObject(ulong at)
    {
        string? name = null;
        if (Pointer(at) != 0 && (name = module.TextAt(Pointer(at))) is null)
        {
            Fail(at, "an object's name isn't in the module's memory");
            return null;
        }

        ulong functions = Pointer(at + 8);
        ImmutableArray<PatchFuncDefinition> all = default;
        if (functions != 0 && !TryReadFunctions(functions, at + 8, out all)) return null;
        PatchCallbacks callbacks = new() { PrePatch = Code(at + 16), PostPatch = Code(at + 24), PreUnpatch = Code(at + 32), PostUnpatch = Code(at + 40) };
        return new PatchObjectDefinition(name, all) { Address = at, Callbacks = callbacks == new PatchCallbacks() ? null : callbacks };
    }

    private bool TryReadFunctions(ulong first, ulong pointer, out ImmutableArray<PatchFuncDefinition> functions)
    {
        functions = default;
        ImmutableArray<PatchFuncDefinition>.Builder all = ImmutableArray.CreateBuilder<PatchFuncDefinition>();
        for (ulong at = first; ; at += (ulong)_rules.FuncSize)
        {
            if (!module.Contains(at, 24)) return Fail(pointer, "an array of functions runs out of the module's memory") is not null;
            ulong name = Pointer(at);
            ulong code = Pointer(at + 8);
            ulong position = module.ReadNumber(at + 16, 8);
            if (name == 0 && code == 0 && position == 0) break;
            string? oldName = name == 0 ? "" : module.TextAt(name);
            if (oldName is null) return Fail(at, "a function's name isn't in the module's memory") is not null;
            all.Add(new PatchFuncDefinition(oldName, code == 0 ? null : NameOf(code)) { WithoutOldName = name == 0, NewAddress = code, SymbolPosition = position });
        }

        functions = all.ToImmutable();
        return true;
    }

    private bool TryReadStates(ulong pointer, out ImmutableArray<StateDefinition> states)
    {
        ImmutableArray<StateDefinition>.Builder all = ImmutableArray.CreateBuilder<StateDefinition>();
        states = [];
        ulong first = Pointer(pointer);
        for (ulong at = first; first != 0; at += (ulong)_rules.StateSize)
        {
            if (!module.Contains(at, 12)) return Fail(pointer, "the array of states runs out of the module's memory") is not null;
            ulong id = module.ReadNumber(at, 8);
            if (id == 0) break;
            all.Add(new StateDefinition(id, (uint)module.ReadNumber(at + 8, 4)));
        }

        states = all.ToImmutable();
        return true;
    }

    private ulong Pointer(ulong at) => module.ReadNumber(at, 8);

    private Body? Code(ulong pointer) => Pointer(pointer) is not 0 and var address ? Body.Of(new MachineCodeStep(address)) : null;

    private string NameOf(ulong address)
    {
        if (module.ImageSymbols!.TryFind(address, out Symbols.SymbolEntry symbol))
        {
            return symbol.Address == address ? symbol.Name : string.Create(CultureInfo.InvariantCulture, $"{symbol.Name}+0x{address - symbol.Address:x}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"0x{address:x}");
    }

    private PatchDefinition? Fail(ulong address, string problem)
    {
        Problem = problem;
        ProblemAddress = address;
        return null;
    }
}
