using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core.Elf;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;

namespace KlpShell.Core.ModuleFiles;

/// <summary>What a module's file says of itself, without a kernel: what it patches, which symbols it needs, what livepatch writes into it.</summary>
public sealed record ModuleContents
{
    /// <summary>The release by whose structures it was decoded.</summary>
    public required string Release { get; init; }

    /// <summary>The module's name.</summary>
    public required string Name { get; init; }

    /// <summary>The patches in it.</summary>
    public ImmutableArray<DecodedPatch> Patches { get; init; } = [];

    /// <summary>The livepatch relocations.</summary>
    public ImmutableArray<LivepatchRelocation> Relocations { get; init; } = [];

    /// <summary>The symbols that it takes from the kernel and other modules, in the order of its table.</summary>
    public ImmutableArray<string> Imports { get; init; } = [];

    /// <summary>The functions that ftrace could hook, by name.</summary>
    public ImmutableArray<string> Traceable { get; init; } = [];

    /// <summary>The names of its functions by the addresses of the decoding: what callbacks point to.</summary>
    public IReadOnlyDictionary<ulong, string> Functions { get; init; } = new Dictionary<ulong, string>();

    /// <summary>What could not be read, each with its place in the file; where there is something, the rest may be wanting.</summary>
    public ImmutableArray<ElfProblem> Problems { get; init; } = [];

    /// <summary>The name of the function that a callback is; null where it is none.</summary>
    public string? NameOf(Body? callback) => callback?.Steps is [MachineCodeStep code] ? Functions.GetValueOrDefault(code.Address) ?? $"0x{code.Address:x}" : null;

    /// <summary>The callbacks of an object with their functions, in the order of struct klp_callbacks.</summary>
    public IEnumerable<(string Kind, string Function)> Callbacks(PatchObjectDefinition obj)
    {
        foreach ((string kind, Body body) in Core.Modules.ModuleCode.Callbacks(obj.Callbacks)) yield return (kind, NameOf(body)!);
    }

    internal static ModuleContents Decode(ModuleFile file, ModuleFileRules rules)
    {
        ModuleContents contents = new() { Release = rules.Release, Name = file.Name, Problems = [.. file.Elf.Problems] };
        FileRefusal? refusal = FileChecks.Of(file.Elf, rules).Run(out FileSections sections);
        ModuleImage? image = null;
        if (refusal is null) image = ModuleImage.Lay(file, rules, sections, ContentsReader.Start, out refusal);
        if (image is not null) return new ContentsReader(file, image).Read(contents);
        string text = refusal!.Line ?? refusal.Explanation ?? refusal.Refusal.ToString();
        return contents with { Problems = [.. contents.Problems, new ElfProblem(ElfProblemKind.PlaceOutside, refusal.Offset, text)] };
    }
}
