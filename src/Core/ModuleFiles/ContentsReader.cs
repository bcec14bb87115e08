using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using KlpShell.Core.Elf;
using KlpShell.Core.Modules;

namespace KlpShell.Core.ModuleFiles;

/// <summary>Decodes a file without a kernel: lays it out at an address of its own, gives every symbol from outside one that says which it is, relocates, and reads.</summary>
internal sealed class ContentsReader
{
    /// <summary>Where the file is laid out.</summary>
    public const ulong Start = 0xffffffffc0000000;

    private const ulong Outside = 0xffffffffa0000000;
    private const int MostLetters = 4_000_000;
    private const int MostProblems = 100;
    private const int MostPatches = 64;

    private readonly ModuleFile _file;
    private readonly ModuleImage _image;
    private readonly Module _module;
    private readonly List<ElfProblem> _problems = [];

    public ContentsReader(ModuleFile file, ModuleImage image)
    {
        _file = file;
        _image = image;
        ulong[] values = ImageLinker.LocalValues(image);
        for (int i = 1; i < values.Length; i++)
        {
            if (image.Symbol(i).Section is ElfSymbol.Undefined or ElfSymbol.Livepatch) values[i] = Outside + (ulong)i * 16;
        }

        _module = new Module(new ModuleDefinition(image.Sections.Name), image, values);
    }

    private ElfFile Elf => _file.Elf;

    /// <summary>Fills in what the file says.</summary>
    public ModuleContents Read(ModuleContents contents)
    {
        _problems.AddRange(contents.Problems);
        Relocate();
        int letters = 0;
        Dictionary<ulong, string> functions = [];
        ImmutableArray<string>.Builder imports = ImmutableArray.CreateBuilder<string>();
        for (int i = 1; i < _image.SymbolCount; i++)
        {
            ElfSymbol symbol = _image.Symbol(i);
            bool import = symbol.Section == ElfSymbol.Undefined;
            if (!import && !symbol.IsFunction) continue;
            string name = _image.NameOf(symbol);
            if ((letters += name.Length) > MostLetters) break;
            if (import) imports.Add(name);
            else functions.TryAdd(_module.SymbolValues[i], name);
        }

        if (letters > MostLetters) Report(ElfProblemKind.TooLarge, Elf.Sections[_image.Sections.Symbols].HeaderOffset, $"the symbols' names have more than {MostLetters} letters");

        return contents with
        {
            Patches = [.. Patches()],
            Relocations = [.. LivepatchRelocations()],
            Imports = imports.ToImmutable(),
            Functions = functions,
            Traceable = [.. Traceable()],
            Problems = [.. _problems],
        };
    }

    private void Relocate()
    {
        for (int i = 1; i < Elf.Sections.Count; i++)
        {
            ElfSection section = Elf.Sections[i];
            if (section.Type != ElfSectionType.Rela || section.Info >= (uint)Elf.Sections.Count || (_image.Layout.Flags[section.Info] & ElfSectionFlags.Allocate) == 0) continue;
            FileRefusal? refusal = new ImageRelocator(_module, null).Run(i);
            if (refusal is not null) Report(ElfProblemKind.PlaceOutside, refusal.Offset, refusal.Explanation ?? "the relocation can't be written");
        }
    }

    private IEnumerable<LivepatchRelocation> LivepatchRelocations()
    {
        for (int i = 1; i < Elf.Sections.Count; i++)
        {
            ElfSection section = Elf.Sections[i];
            if ((section.Flags & ElfSectionFlags.LivepatchRelocations) == 0) continue;
            string name = Elf.NameOf(i);
            int count = Elf.Count(i, ElfRelocation.EntrySize);
            for (int k = 0; k < count; k++)
            {
                ElfRelocation relocation = Elf.Relocation(i, k);
                if (relocation.Symbol >= (uint)_image.SymbolCount)
                {
                    Report(ElfProblemKind.SymbolOutside, relocation.Place + 12, $"the relocation refers to symbol {relocation.Symbol} of {_image.SymbolCount}");
                    continue;
                }

                string symbol = _image.NameOf(_image.Symbol((int)relocation.Symbol));
                bool parsed = LivepatchName.TryParse(symbol, out string obj, out string wanted, out ulong position);
                yield return new LivepatchRelocation(
                    name, LivepatchName.SectionObject(name), Elf.NameOf((int)section.Info), relocation.Offset, relocation.Type, symbol,
                    parsed ? obj : null, parsed ? wanted : null, position, relocation.Addend, relocation.Place);
            }
        }
    }

    private IEnumerable<string> Traceable()
    {
        int section = Elf.Find("__mcount_loc", allocated: true);
        if (section <= 0) yield break;
        int count = Elf.Count(section, 8);
        for (int i = 0; i < count; i++)
        {
            ulong place = _module.ReadNumber(_image.AddressOf(section) + (ulong)(i * 8), 8);
            if (_module.ImageSymbols!.TryFind(place, out Symbols.SymbolEntry symbol)) yield return symbol.Name;
        }
    }

    // What klp_enable_patch is called with; where no call tells, what looks like a patch: a pointer to the module itself, and one to objects.
    private IEnumerable<DecodedPatch> Patches()
    {
        SortedSet<ulong> called = [];
        SortedSet<ulong> shaped = [];
        foreach ((int target, ElfRelocation relocation) in Relocations())
        {
            ElfSymbol symbol = _image.Symbol((int)relocation.Symbol);
            ulong place = _image.AddressOf(target) + relocation.Offset;
            bool code = (_image.Layout.Flags[target] & ElfSectionFlags.Execute) != 0;
            if (code && symbol.Section == ElfSymbol.Undefined && Elf.Bytes.TextIs(_image.NamePlace(symbol), "klp_enable_patch"))
            {
                if (ArgumentBefore(place) is not 0 and var patch && called.Count < MostPatches) called.Add(patch);
            }
            else if (!code && relocation is { Type: 1, Addend: 0 } && symbol.Section == _image.Sections.ThisModule && target != _image.Sections.ThisModule && shaped.Count < MostPatches)
            {
                shaped.Add(place);
            }
        }

        foreach (ulong address in called)
        {
            if (Decode(address, "klp_enable_patch") is { } patch) yield return patch;
        }

        if (called.Count > 0) yield break;
        foreach (ulong address in shaped)
        {
            if (new PatchDecoder(_module).Read(address) is { Objects.Length: > 0 } definition) yield return new DecodedPatch(definition, Describe(address), "shape");
        }
    }

    private DecodedPatch? Decode(ulong address, string how)
    {
        PatchDecoder decoder = new(_module);
        if (decoder.Read(address) is { } definition) return new DecodedPatch(definition, Describe(address), how);
        Report(ElfProblemKind.PointerOutside, FileOffset(decoder.ProblemAddress), $"the patch at {Describe(address)} can't be decoded: {decoder.Problem}");
        return null;
    }

    private IEnumerable<(int Target, ElfRelocation Relocation)> Relocations()
    {
        for (int i = 1; i < Elf.Sections.Count; i++)
        {
            ElfSection section = Elf.Sections[i];
            if (section.Type != ElfSectionType.Rela || section.Info >= (uint)Elf.Sections.Count || (_image.Layout.Flags[section.Info] & ElfSectionFlags.Allocate) == 0) continue;
            int count = Elf.Count(i, ElfRelocation.EntrySize);
            for (int k = 0; k < count; k++)
            {
                ElfRelocation relocation = Elf.Relocation(i, k);
                if (relocation.Symbol < (uint)_image.SymbolCount) yield return ((int)section.Info, relocation);
            }
        }
    }

    // mov $patch,%rdi or lea patch(%rip),%rdi, not far before the call whose target is at that place.
    private ulong ArgumentBefore(ulong place)
    {
        const uint Longest = 96;
        for (uint back = 8; back <= Longest; back++)
        {
            ulong at = place - back;
            if (!_module.Contains(at, 7)) return 0;
            ulong code = _module.ReadNumber(at, 3);
            ulong operand = _module.ReadNumber(at + 3, 4);
            if (code == 0xc7c748) return (ulong)(int)(uint)operand;
            if (code == 0x3d8d48) return at + 7 + (ulong)(int)(uint)operand;
        }

        return 0;
    }

    private string Describe(ulong address) => _image.TryFindSection(address, out int section, out ulong offset)
        ? string.Create(CultureInfo.InvariantCulture, $"{Elf.NameOf(section)}+0x{offset:x}")
        : string.Create(CultureInfo.InvariantCulture, $"0x{address:x}");

    private long FileOffset(ulong address) => _image.TryFindSection(address, out int section, out ulong offset) ? (long)(Elf.Sections[section].Offset + offset) : 0;

    private void Report(ElfProblemKind kind, long offset, string message)
    {
        if (_problems.Count < MostProblems) _problems.Add(new ElfProblem(kind, offset, message));
    }
}
