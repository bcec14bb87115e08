using System;
using System.Collections.Generic;
using KlpShell.Core.Elf;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.ModuleFiles;

/// <summary>Makes a laid-out file ready to run: symbols from outside, relocations, and what is patched into its text (simplify_symbols, apply_relocations, module_finalize, ftrace_module_init).</summary>
internal sealed class ImageLinker(Kernel kernel, Module module, FileTaints taints)
{
    private static readonly byte[] s_nop = [0x0f, 0x1f, 0x44, 0x00, 0x00];
    private static readonly byte[] s_return = [0xc3, 0xcc, 0xcc, 0xcc, 0xcc];

    private readonly ModuleImage _image = module.Image!;
    private readonly List<string> _uses = [];

    /// <summary>The modules that symbols were taken from.</summary>
    public IReadOnlyList<string> Uses => _uses;

    /// <summary>What failed.</summary>
    public string? Subject { get; private set; }

    private ElfFile File => _image.File.Elf;

    private string Name => _image.Sections.Name;

    /// <summary>The addresses of the symbols that the file itself defines; 0 for the others.</summary>
    public static ulong[] LocalValues(ModuleImage image)
    {
        ulong[] values = new ulong[image.SymbolCount];
        for (int i = 1; i < values.Length; i++)
        {
            ElfSymbol symbol = image.Symbol(i);
            values[i] = symbol.Value;
            bool special = symbol.Section is ElfSymbol.Undefined or ElfSymbol.Absolute or ElfSymbol.Common or ElfSymbol.Livepatch;
            if (!special && symbol.Section < image.Layout.Flags.Length && symbol.Section != image.Sections.PerCpu) values[i] += image.AddressOf(symbol.Section);
        }

        return values;
    }

    /// <summary>find_module_sections and check_export_symbol_versions, where they can refuse.</summary>
    public FileRefusal? Sections()
    {
        if (!_image.Rules.StrictSections && UnreadableName() is { } unreadable) return unreadable;
        if (File.Find("__obsparm", allocated: true) > 0) kernel.Log.Write(LogLevel.Warning, $"{Name}: Ignoring obsolete parameters");
        bool lacks = Lacks("__ksymtab", "__kcrctab") || Lacks("__ksymtab_gpl", "__kcrctab_gpl");
        if (lacks) taints.Force(Name, "no versions for exported symbols");
        return null;
    }

    /// <summary>simplify_symbols: every symbol that fails is logged, the last one's errno counts.</summary>
    public FileRefusal? Symbols()
    {
        SymbolVersions versions = new(kernel, taints, _image.File, _image.Sections);
        bool gpl = (taints.Own & TaintFlags.ProprietaryModule) == 0;
        FileRefusal? last = null;
        for (int i = 1; i < module.SymbolValues.Length; i++)
        {
            ElfSymbol symbol = _image.Symbol(i);
            FileRefusal? refusal = symbol.Section switch
            {
                ElfSymbol.Undefined => Resolve(symbol, versions, gpl),
                ElfSymbol.Common => CommonSymbol(symbol),
                ElfSymbol.Absolute or ElfSymbol.Livepatch => null,
                _ => symbol.Section < File.Sections.Count ? null : Nowhere(symbol),
            };
            if (refusal is null) continue;
            last = refusal;
            Subject = _image.NameOf(symbol);
        }

        return last;
    }

    /// <summary>apply_relocations.</summary>
    public FileRefusal? Relocate()
    {
        for (int i = 1; i < File.Sections.Count; i++)
        {
            ElfSection section = File.Sections[i];
            if (section.Info >= (uint)File.Sections.Count || (_image.Layout.Flags[section.Info] & ElfSectionFlags.Allocate) == 0) continue;
            FileRefusal? refusal = null;
            if ((_image.Layout.Flags[i] & ElfSectionFlags.LivepatchRelocations) != 0)
            {
                Status status = new LivepatchSections(kernel, module).ApplySection(i, null, late: false, out refusal);
                if (!status.Succeeded) Subject = status.Subject;
            }
            else if (section.Type == ElfSectionType.Rel)
            {
                kernel.Log.Write(LogLevel.Error, $"module {Name}: REL relocation unsupported");
                refusal = new FileRefusal(Errno.ENOEXEC, Refusal.RelocationInvalid, section.HeaderOffset + 4);
            }
            else if (section.Type == ElfSectionType.Rela)
            {
                refusal = new ImageRelocator(module, kernel.Log).Run(i);
            }

            if (refusal is null) continue;
            Subject ??= File.NameOf(i);
            return refusal;
        }

        return null;
    }

    /// <summary>What is patched into the text, where ftrace can hook it, and what it exports.</summary>
    public void Complete()
    {
        module.Exports = ImageExports.Read(module);
        int returns = File.Find(".return_sites", allocated: true);
        for (int i = 0; returns > 0 && i < File.Count(returns, 4); i++)
        {
            ulong entry = _image.AddressOf(returns) + (ulong)(i * 4);
            ulong place = entry + (ulong)(int)(uint)module.ReadNumber(entry, 4);
            if (module.Contains(place, 5) && module.ReadNumber(place, 1) == 0xe9) module.Write(place, s_return);
        }

        int calls = File.Find("__mcount_loc", allocated: true);
        List<ulong> locations = [];
        for (int i = 0; calls > 0 && i < File.Count(calls, 8); i++)
        {
            ulong place = module.ReadNumber(_image.AddressOf(calls) + (ulong)(i * 8), 8);
            if (!module.Contains(place, 5)) continue;
            locations.Add(place);
            if (module.ReadNumber(place, 1) == 0xe8) module.Write(place, s_nop);
        }

        locations.Sort();
        module.FtraceLocations = [.. locations];
    }

    // find_any_sec and module_finalize compare the name of every section; only those that are loaded have been looked at before.
    private FileRefusal? UnreadableName()
    {
        ulong names = File.Sections[File.Header.NamesIndex].Offset;
        foreach (ElfSection section in File.Sections)
        {
            if (names + section.NameOffset >= File.Bytes.MappedLength) return FileRefusal.Unchecked(section.HeaderOffset, $"the kernel reads the name of section {section.Index} outside the file");
        }

        return null;
    }

    private bool Lacks(string exports, string versions) => File.Find(exports, allocated: true) is > 0 and var section && File.Sections[section].Size >= 12 && File.Find(versions, allocated: true) <= 0;

    private FileRefusal? CommonSymbol(ElfSymbol symbol)
    {
        if (_image.NameOf(symbol).StartsWith("__gnu_lto", StringComparison.Ordinal)) return null;
        kernel.Log.Write(LogLevel.Warning, $"{Name}: please compile with -fno-common");
        return new FileRefusal(Errno.ENOEXEC, Refusal.SymbolTableInvalid, Place(symbol) + 6);
    }

    private FileRefusal Nowhere(ElfSymbol symbol)
    {
        kernel.Log.Write(LogLevel.Error, $"{Name}: Symbol {_image.NameOf(symbol)} has an invalid section index {symbol.Section} (max {File.Sections.Count - 1})");
        return new FileRefusal(Errno.ENOEXEC, Refusal.SymbolTableInvalid, Place(symbol) + 6);
    }

    // resolve_symbol.
    private FileRefusal? Resolve(ElfSymbol symbol, SymbolVersions versions, bool gpl)
    {
        if (_image.NamePlace(symbol) >= (ulong)File.Bytes.Length) return FileRefusal.Unchecked(Place(symbol), "the symbol's name lies outside the file");
        string name = _image.NameOf(symbol);
        FileRefusal? refusal = null;
        if (Find(name, gpl, out ulong address, out uint? crc, out Module? owner, out string space))
        {
            refusal = versions.Check(name, crc) ?? Namespace(symbol, name, space);
            if (refusal is null)
            {
                module.SymbolValues[symbol.Index] = address;
                if (owner is not null && !_uses.Contains(owner.Name)) _uses.Add(owner.Name);
                return null;
            }
        }
        else if (symbol.IsWeak || name == "_GLOBAL_OFFSET_TABLE_")
        {
            return null;
        }

        refusal ??= new FileRefusal(Errno.ENOENT, Refusal.UnknownSymbol, Place(symbol));
        kernel.Log.Write(LogLevel.Warning, $"{Name}: Unknown symbol {name} (err {-(int)refusal.Errno})");
        return refusal;
    }

    private FileRefusal? Namespace(ElfSymbol symbol, string name, string space)
    {
        if (space.Length == 0) return null;
        foreach (string imported in _image.File.Modinfo.All("import_ns"))
        {
            if (imported == space) return null;
        }

        kernel.Log.Write(LogLevel.Error, $"{Name}: module uses symbol ({name}) from namespace {space}, but does not import it.");
        return new FileRefusal(Errno.EINVAL, Refusal.NamespaceNotImported, Place(symbol));
    }

    // find_symbol: vmlinux, then the modules.
    private bool Find(string name, bool gpl, out ulong address, out uint? crc, out Module? owner, out string space)
    {
        crc = null;
        owner = null;
        space = "";
        address = 0;
        if (kernel.Definition.Exports is { } exports)
        {
            if (exports.Find(name) is { } export)
            {
                if (export.GplOnly && !gpl) return false;
                (crc, space) = (export.Crc, export.Namespace);
                address = kernel.Symbols.AddressOf(name);
                return true;
            }
        }
        else if (kernel.Symbols.KnowsExports || kernel.Definition.Symbols.Count == 0)
        {
            address = kernel.Symbols.ExportedByVmlinux(name, gpl);
        }
        else
        {
            address = kernel.Symbols.AddressOf(name);
        }

        if (address != 0) return true;
        foreach (Module other in kernel.Modules.All)
        {
            if (other.State is ModuleState.Unformed or ModuleState.Going || other.Exports.Find(name, gpl) is not { } export) continue;
            (address, crc, owner) = (export.Address, export.Crc, other);
            return true;
        }

        return false;
    }

    private long Place(ElfSymbol symbol) => (long)File.Sections[_image.Sections.Symbols].Offset + (long)symbol.Index * ElfSymbol.EntrySize;
}
