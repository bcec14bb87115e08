using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core.Elf;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;

namespace KlpShell.Core.ModuleFiles.Comparing;

/// <summary>
/// A module's file as a manifest: what it is called and built for, its functions, what its patch replaces, its callbacks and states, and its
/// livepatch relocations, each as symbol and offset, type, symbol and addend. What its code does isn't in a manifest's words: a replacement says so.
/// </summary>
public sealed class ModuleManifest
{
    private static readonly Dictionary<string, ParameterType> s_types = new(StringComparer.Ordinal)
    {
        ["charp"] = ParameterType.String,
        ["bool"] = ParameterType.Bool,
        ["int"] = ParameterType.Int,
        ["uint"] = ParameterType.UInt,
        ["ulong"] = ParameterType.ULong,
        ["array of int"] = ParameterType.IntArray,
    };

    private readonly ModuleFile _file;
    private readonly ModuleContents _contents;
    private readonly ModuleCodeParts _code;
    private readonly SortedDictionary<string, uint> _variables = new(StringComparer.Ordinal);
    private readonly HashSet<string> _functions = new(StringComparer.Ordinal);

    private ModuleManifest(ModuleFile file, Release release)
    {
        _file = file;
        _contents = file.Decode(release);
        _code = new ModuleCodeParts(file.Elf);
    }

    /// <summary>The manifest of a file: a live patch where it holds one, else a module.</summary>
    /// <param name="file">The file.</param>
    /// <param name="release">By whose structures it is read.</param>
    public static ManifestDocument Describe(ModuleFile file, Release release)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new ModuleManifest(file, release).Describe();
    }

    private ManifestDocument Describe()
    {
        ImmutableArray<FunctionDefinition> functions = Functions();
        ImmutableArray<PatchDefinition>.Builder patches = ImmutableArray.CreateBuilder<PatchDefinition>();
        foreach (DecodedPatch patch in _contents.Patches) patches.Add(Patch(patch.Definition, first: patches.Count == 0));
        ImmutableArray<VariableDefinition>.Builder variables = ImmutableArray.CreateBuilder<VariableDefinition>();
        foreach ((string name, uint size) in _variables) variables.Add(new VariableDefinition(name, [.. new byte[size]]));
        ModuleDefinition module = new(Name(_file.Name.Length > 0 ? _file.Name : _file.FileName.Split('.')[0]))
        {
            Description = _file.Modinfo["description"] ?? "",
            License = _file.Modinfo["license"] ?? "",
            Vermagic = _file.Modinfo["vermagic"]?.Trim(),
            InTree = _file.Modinfo["intree"] is not null,
            Signed = _file.Signature is not null,
            IsLivepatch = _file.IsLivepatch,
            Depends = [.. (_file.Modinfo["depends"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)],
            Parameters = Parameters(),
            Functions = functions,
            Variables = variables.ToImmutable(),
            Patches = patches.ToImmutable(),
        };
        return patches.Count == 0
            ? new ManifestDocument(ManifestKind.Module, module.Name, _file.FileName, 1) { Module = module }
            : new ManifestDocument(ManifestKind.Livepatch, module.Name, _file.FileName, 1) { Livepatch = new LivepatchDefinition(module) { SampleInit = true, SampleExit = true } };
    }

    private ImmutableArray<FunctionDefinition> Functions()
    {
        HashSet<string> replacements = new(StringComparer.Ordinal);
        foreach (DecodedPatch patch in _contents.Patches)
        {
            foreach (PatchObjectDefinition obj in patch.Definition.Objects)
            {
                if (obj.Functions.IsDefault) continue;
                foreach (PatchFuncDefinition function in obj.Functions)
                {
                    if (function.NewFunction is { } name) replacements.Add(Name(name));
                }
            }
        }

        HashSet<string> traceable = new(_contents.Traceable, StringComparer.Ordinal);
        ImmutableArray<FunctionDefinition>.Builder functions = ImmutableArray.CreateBuilder<FunctionDefinition>();
        foreach ((ElfSymbol symbol, string name) in _code.Symbols)
        {
            if (!symbol.IsFunction || symbol.Section is ElfSymbol.Undefined or >= ElfSymbol.FirstReserved || name.Length == 0 || IsInitOrExit(symbol.Section)) continue;
            Body body = replacements.Contains(name) ? Body.Printing($"(machine code of {_file.FileName} would run here: {name})\n".Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)) : Body.Empty;
            functions.Add(new FunctionDefinition(name, body) { Size = (uint)Math.Clamp(symbol.Size, 1, 1 << 24), Type = symbol.IsGlobal ? 'T' : 't', Traceable = traceable.Contains(name) });
            _functions.Add(name);
        }

        // What is patched in must be in the module, also where its symbol was stripped.
        foreach (string name in replacements)
        {
            if (_functions.Add(name)) functions.Add(new FunctionDefinition(name, Body.Empty));
        }

        return functions.ToImmutable();
    }

    // The loader's own: it frees the one, and the manifest's init and exit stand for both.
    private bool IsInitOrExit(int section) => _file.Elf.NameOf(section) is var name && (name.StartsWith(".init", StringComparison.Ordinal) || name.StartsWith(".exit", StringComparison.Ordinal));

    private PatchDefinition Patch(PatchDefinition patch, bool first)
    {
        ImmutableArray<PatchObjectDefinition>.Builder objects = ImmutableArray.CreateBuilder<PatchObjectDefinition>();
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (PatchObjectDefinition obj in patch.Objects)
        {
            ImmutableArray<RelocationDefinition> relocations = first && seen.Add(obj.DisplayName) ? Relocations(obj.DisplayName) : [];
            objects.Add(obj with { Callbacks = Callbacks(obj), Functions = Plain(obj.Functions), Relocations = relocations.IsEmpty ? default : relocations });
        }

        // Relocations for an object of which the patch replaces nothing: the loader writes those for vmlinux all the same.
        foreach (LivepatchRelocation relocation in first ? _contents.Relocations : [])
        {
            string name = relocation.Object ?? "vmlinux";
            if (seen.Add(name)) objects.Add(new PatchObjectDefinition(name == "vmlinux" ? null : name, []) { Relocations = Relocations(name) });
        }

        return patch with { Objects = objects.ToImmutable() };
    }

    // Addresses are those of the decoding, and mean nothing elsewhere.
    private static ImmutableArray<PatchFuncDefinition> Plain(ImmutableArray<PatchFuncDefinition> functions)
    {
        if (functions.IsDefault) return default;
        ImmutableArray<PatchFuncDefinition>.Builder plain = ImmutableArray.CreateBuilder<PatchFuncDefinition>();
        foreach (PatchFuncDefinition function in functions) plain.Add(new PatchFuncDefinition(function.OldName, function.NewFunction is { } name ? Name(name) : null) { WithoutOldName = function.WithoutOldName, SymbolPosition = Math.Min(function.SymbolPosition, uint.MaxValue) });
        return plain.ToImmutable();
    }

    // What has no name, a bare address or a file of that kind, gets one that a manifest can have.
    private static string Name(string name)
    {
        char[] letters = (name.Length > 0 && char.IsAsciiDigit(name[0]) ? "at_" + name : name).ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(letters[i]) && letters[i] is not ('_' or '.')) letters[i] = '_';
        }

        return letters.Length == 0 ? "unnamed" : new string(letters);
    }

    private static PatchCallbacks? Callbacks(PatchObjectDefinition obj) => obj.Callbacks is not { } callbacks ? null : new PatchCallbacks
    {
        PrePatch = callbacks.PrePatch is null ? null : Body.Empty,
        PostPatch = callbacks.PostPatch is null ? null : Body.Empty,
        PreUnpatch = callbacks.PreUnpatch is null ? null : Body.Empty,
        PostUnpatch = callbacks.PostUnpatch is null ? null : Body.Empty,
    };

    private ImmutableArray<RelocationDefinition> Relocations(string obj)
    {
        SortedDictionary<(string, ulong, string), RelocationDefinition> sorted = new(Comparer<(string, ulong, string)>.Create(static (a, b) =>
            string.CompareOrdinal(a.Item1, b.Item1) is not 0 and var bySymbol ? bySymbol : a.Item2 != b.Item2 ? a.Item2.CompareTo(b.Item2) : string.CompareOrdinal(a.Item3, b.Item3)));
        foreach (LivepatchRelocation relocation in _contents.Relocations)
        {
            if ((relocation.Object ?? "vmlinux") != obj) continue;
            (string symbol, ulong offset) = _code.Place(relocation.Target, relocation.Offset);
            if (!_functions.Contains(symbol)) _variables[symbol] = (uint)Math.Min(1 << 20, Math.Max(_variables.GetValueOrDefault(symbol), (offset + 8 + 7) / 8 * 8));
            RelocationDefinition definition = new(new RelocationPlace(RelocationBase.Symbol, symbol, (long)Math.Min(offset, int.MaxValue)), relocation.Type, relocation.Name ?? relocation.Symbol)
            {
                SymbolPosition = relocation.SymbolPosition,
                Addend = (int)Math.Clamp(relocation.Addend, int.MinValue, int.MaxValue),
                External = relocation.SymbolObject is not null && relocation.SymbolObject != obj,
            };
            sorted.TryAdd((symbol, offset, definition.Name), definition);
        }

        return [.. sorted.Values];
    }

    private ImmutableArray<ParameterDefinition> Parameters()
    {
        ImmutableArray<ParameterDefinition>.Builder parameters = ImmutableArray.CreateBuilder<ParameterDefinition>();
        foreach (string entry in _file.Modinfo.All("parmtype"))
        {
            int colon = entry.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && s_types.TryGetValue(entry[(colon + 1)..], out ParameterType type)) parameters.Add(new ParameterDefinition(entry[..colon], type));
        }

        return parameters.ToImmutable();
    }
}
