using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Hosts.Building;

/// <summary>Makes definitions of a host's modules: where they lie, which functions they have, and what their patches replace. What their code does isn't known.</summary>
internal sealed class HostModules(HostReport report, HostSymbols symbols)
{
    private const uint Page = 4096;
    private const uint Spacing = 16;

    // A function of more than that is no function.
    private const ulong MostBytes = 1 << 20;

    private readonly HostCapture _capture = report.Capture;

    /// <summary>The modules, oldest first. Where /proc/modules wasn't captured, those of the patches in their order.</summary>
    public IEnumerable<HostModule> OldestFirst()
    {
        if (_capture.Modules.IsDefault)
        {
            foreach (HostPatch patch in report.Patches) yield return new HostModule(patch.Name, Page, 1, [], "Live", 0, "OEK");
            yield break;
        }

        for (int i = _capture.Modules.Length - 1; i >= 0; i--) yield return _capture.Modules[i];
    }

    /// <summary>The definition of a module.</summary>
    /// <param name="module">Its line.</param>
    /// <param name="patch">Its patch; null where it has none.</param>
    /// <param name="init">What its init does with the patch.</param>
    /// <param name="loaded">The modules that are there already.</param>
    public ModuleDefinition Define(HostModule module, HostPatch? patch, Body? init, IReadOnlySet<string> loaded)
    {
        List<FunctionDefinition> functions = [];
        List<ulong> addresses = [];
        List<SymbolEntry> data = [];
        ulong next = module.Address;
        foreach (Symbol symbol in symbols.Of(module.Name))
        {
            uint size = (uint)Math.Min(symbol.Size, Math.Min(MostBytes, Page - symbol.Address % Page + Page));

            // Its own init and exit are long through, or not to be run: the names are wanted for what stands in their place.
            if (!symbol.IsText || symbol.Name is ModuleCode.InitName or ModuleCode.ExitName)
            {
                data.Add(new SymbolEntry(symbol.Name, symbol.Address, symbol.Type, module.Name, size));
                continue;
            }

            bool traceable = _capture.Traceable is null || _capture.Traceable.IsTraceableAddress(symbol.Address);
            functions.Add(new FunctionDefinition(symbol.Name, Body.Empty) { Size = size, Type = symbol.Type, Traceable = traceable });
            addresses.Add(symbol.Address);
            next = Math.Max(next, symbol.Address + size);
        }

        // Functions that patches replace or bring and that no symbol tells of.
        foreach (string name in Unlisted(module))
        {
            next = (next + Spacing - 1) / Spacing * Spacing;
            functions.Add(new FunctionDefinition(name, Body.Empty) { Size = Spacing });
            addresses.Add(next);
            next += Spacing;
        }

        PatchDefinition? definition = patch is null ? null : Define(module, patch, functions, addresses, ref next);
        return new ModuleDefinition(module.Name)
        {
            IsLivepatch = module.IsLivepatch || patch is not null,
            InTree = !module.Taints.Contains('O'),
            Signed = !module.Taints.Contains('E'),
            License = module.Taints.Contains('P') ? "Proprietary" : "GPL",
            Depends = Needed(module, loaded),
            Functions = [.. functions],
            Init = init,
            Patches = definition is null ? [] : [definition],
            Placement = module.Address == 0 ? null : new ModulePlacement(module.Address, (uint)Math.Min(module.Size, int.MaxValue), [.. addresses], [.. data]),
        };
    }

    /// <summary>What stands in the place of code that is the host's own and isn't here.</summary>
    public static Body Opaque(string function, string module, ulong address) => Says(string.Create(CultureInfo.InvariantCulture, $"{function} [{module}] at 0x{address:x16}"));

    private static Body Says(string what) => Body.Printing($"(machine code of the host would run here: {what})\n".Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    private PatchDefinition Define(HostModule module, HostPatch patch, List<FunctionDefinition> functions, List<ulong> addresses, ref ulong next)
    {
        ImmutableArray<PatchObjectDefinition>.Builder objects = ImmutableArray.CreateBuilder<PatchObjectDefinition>();

        // Before 6.12 no file says whether it replaces others; in a transition, what it gives back to them does.
        bool replace = patch.Replace == true;
        foreach (HostObject obj in patch.Objects)
        {
            ImmutableArray<PatchFuncDefinition>.Builder replaced = ImmutableArray.CreateBuilder<PatchFuncDefinition>();
            foreach (HostFunction function in obj.Functions)
            {
                if (NewFunction(module, patch, obj, function, functions, addresses, ref next) is not { } name)
                {
                    replace = true;
                    continue;
                }

                replaced.Add(new PatchFuncDefinition(function.Name, name) { SymbolPosition = (ulong)function.Position });
            }

            // An object that has nothing but an older patch's functions is added by the kernel itself.
            if (replaced.Count > 0 || obj.Functions.IsEmpty) objects.Add(new PatchObjectDefinition(obj.Module, replaced.ToImmutable()));
        }

        return new PatchDefinition { Objects = objects.ToImmutable(), Replace = replace, Description = "of a captured host" };
    }

    // Null for a function that an atomic replace gave back its own code: the kernel adds those itself (klp_add_object_nops).
    private string? NewFunction(HostModule module, HostPatch patch, HostObject obj, HostFunction function, List<FunctionDefinition> functions, List<ulong> addresses, ref ulong next)
    {
        string? name = symbols.NewFunction(patch.Name, function.Name)?.Name;
        if (name is null && symbols.IsNop(patch, function) && OthersReplace(patch, obj, function)) return null;
        if (name is null)
        {
            name = $"klp_new_{function.Name}";
            next = (next + Spacing - 1) / Spacing * Spacing;
            functions.Add(new FunctionDefinition(name, Says($"what {patch.Name} puts in the place of {function.Name}; its name isn't known")) { Size = Spacing });
            addresses.Add(next);
            next += Spacing;
            return name;
        }

        int index = functions.FindIndex(candidate => candidate.Name == name);
        functions[index] = functions[index] with { Body = Opaque(name, module.Name, addresses[index]) };
        return name;
    }

    private bool OthersReplace(HostPatch patch, HostObject obj, HostFunction function)
    {
        foreach (HostPatch other in report.Patches)
        {
            if (other != patch && other.Has(obj.Name, function)) return true;
        }

        return false;
    }

    // Where a bundle has no symbols of a patched module, its patched functions are known all the same.
    private SortedSet<string> Unlisted(HostModule module)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        if (symbols.Of(module.Name).Count > 0) return names;
        foreach (HostPatch patch in report.Patches)
        {
            foreach ((HostObject obj, HostFunction function) in patch.Functions)
            {
                if (obj.Module == module.Name) names.Add(function.Name);
            }
        }

        return names;
    }

    private ImmutableArray<string> Needed(HostModule module, IReadOnlySet<string> loaded)
    {
        if (_capture.Modules.IsDefault) return [];
        ImmutableArray<string>.Builder needed = ImmutableArray.CreateBuilder<string>();
        foreach (HostModule other in _capture.Modules)
        {
            if (loaded.Contains(other.Name) && other.UsedBy.Contains(module.Name)) needed.Add(other.Name);
        }

        return needed.ToImmutable();
    }
}
