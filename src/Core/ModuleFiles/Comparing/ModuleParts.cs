using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core.Livepatch;

namespace KlpShell.Core.ModuleFiles.Comparing;

/// <summary>Takes a module's file apart into its normal form.</summary>
public static class ModuleParts
{
    /// <summary>The parts by kind and name.</summary>
    /// <param name="file">The file.</param>
    /// <param name="release">By whose structures it is read.</param>
    public static SortedDictionary<(ModulePartKind Kind, string Name), ModulePart> Of(ModuleFile file, Release release)
    {
        ArgumentNullException.ThrowIfNull(file);
        SortedDictionary<(ModulePartKind Kind, string Name), ModulePart> parts = new(Comparer<(ModulePartKind Kind, string Name)>.Create(static (a, b) => a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind) : string.CompareOrdinal(a.Name, b.Name)));
        ModuleContents contents = file.Decode(release);
        ModuleCodeParts code = new(file.Elf);
        foreach (ModinfoEntry entry in file.Modinfo.Entries) Add(parts, Modinfo(entry));
        foreach (DecodedPatch patch in contents.Patches) AddPatch(parts, contents, patch.Definition);
        foreach (LivepatchRelocation relocation in contents.Relocations) Add(parts, Of(relocation, code));
        foreach (ModulePart function in code.Functions()) Add(parts, function);
        Dictionary<string, ulong> versions = new(StringComparer.Ordinal);
        foreach (SymbolVersion version in file.Versions) versions.TryAdd(version.Name, version.Crc);
        foreach (string import in contents.Imports)
        {
            if (import.Length > 0) Add(parts, new ModulePart(ModulePartKind.Import, import, versions.TryGetValue(import, out ulong crc) ? Crc(crc) : "without a version"));
        }

        foreach (ModulePart export in code.Exports()) Add(parts, export);
        return parts;
    }

    /// <summary>A livepatch relocation in its normal form: where, as a symbol of the module and an offset, and what for.</summary>
    internal static ModulePart Of(LivepatchRelocation relocation, ModuleCodeParts code)
    {
        (string symbol, ulong offset) = code.Place(relocation.Target, relocation.Offset);
        string wanted = relocation.Name is null ? relocation.Symbol : $"{relocation.SymbolObject}:{relocation.Name},{relocation.SymbolPosition.ToString(CultureInfo.InvariantCulture)}";
        string value = string.Create(CultureInfo.InvariantCulture, $"type {relocation.Type} {wanted} {(relocation.Addend < 0 ? '-' : '+')} {Math.Abs(relocation.Addend)}");
        return new ModulePart(ModulePartKind.Relocation, $"{relocation.Object} {symbol}+0x{offset:x}", value);
    }

    private static ModulePart Modinfo(ModinfoEntry entry)
    {
        // A parameter's entries are "parm=name:text" and "parmtype=name:type": each parameter is a part of its own.
        int colon = entry.Tag is "parm" or "parmtype" && entry.Value is { } value ? value.IndexOf(':', StringComparison.Ordinal) : -1;
        return colon < 0
            ? new ModulePart(ModulePartKind.Modinfo, entry.Tag, entry.Value ?? "")
            : new ModulePart(ModulePartKind.Modinfo, $"{entry.Tag} {entry.Value![..colon]}", entry.Value[(colon + 1)..]);
    }

    private static void AddPatch(SortedDictionary<(ModulePartKind Kind, string Name), ModulePart> parts, ModuleContents contents, PatchDefinition patch)
    {
        Add(parts, new ModulePart(ModulePartKind.Patch, "replace", patch.Replace ? "true" : "false"));
        foreach (PatchObjectDefinition obj in patch.Objects)
        {
            Add(parts, new ModulePart(ModulePartKind.Object, obj.DisplayName, ""));
            foreach ((string kind, string function) in contents.Callbacks(obj)) Add(parts, new ModulePart(ModulePartKind.Callback, $"{obj.DisplayName}:{kind}", function));
            if (obj.Functions.IsDefault) continue;
            foreach (PatchFuncDefinition function in obj.Functions)
            {
                Add(parts, new ModulePart(ModulePartKind.Replacement, string.Create(CultureInfo.InvariantCulture, $"{obj.DisplayName}:{function.OldName},{function.SymbolPosition}"), function.NewFunction ?? "nothing"));
            }
        }

        foreach (StateDefinition state in patch.States) Add(parts, new ModulePart(ModulePartKind.State, state.Id.ToString(CultureInfo.InvariantCulture), $"version {state.Version.ToString(CultureInfo.InvariantCulture)}"));
    }

    internal static string Crc(ulong crc) => string.Create(CultureInfo.InvariantCulture, $"CRC 0x{crc:x8}");

    // Of several of a name, each gets its number behind.
    private static void Add(SortedDictionary<(ModulePartKind Kind, string Name), ModulePart> parts, ModulePart part)
    {
        ModulePart named = part;
        for (int number = 2; !parts.TryAdd((named.Kind, named.Name), named); number++)
        {
            if (number > 1000) return;
            named = part with { Name = $"{part.Name} #{number.ToString(CultureInfo.InvariantCulture)}" };
        }
    }
}
