using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core.Elf;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.ModuleFiles;

/// <summary>
/// Writes relocations into the memory of a module that was read from a file, or clears them (write_relocate_add in 6.12,
/// apply_relocate_add in 6.1; arch/x86/kernel/module.c).
/// </summary>
internal sealed class ImageRelocator(Module module, KernelLog? log)
{
    private const uint None = 0, Absolute64 = 1, PcRelative32 = 2, Plt32 = 4, Absolute32 = 10, Signed32 = 11, PcRelative64 = 24;

    private readonly ModuleImage _image = module.Image!;

    /// <summary>What was written, where somebody wants to know: the relocation, its place and the symbol's address.</summary>
    public List<(int Section, ElfRelocation Relocation, ulong Place, ulong Symbol)>? Written { get; init; }

    /// <summary>The relocations of a section, one by one; those before a failure stay written.</summary>
    /// <param name="section">The section of relocations.</param>
    /// <param name="apply">False to clear them.</param>
    /// <returns>Why it went no further; null where all were written.</returns>
    public FileRefusal? Run(int section, bool apply = true)
    {
        ElfFile file = _image.File.Elf;
        int count = file.Count(section, ElfRelocation.EntrySize);
        ulong target = _image.AddressOf((int)file.Sections[section].Info);
        for (int i = 0; i < count; i++)
        {
            ElfRelocation relocation = file.Relocation(section, i);
            if (relocation.Symbol >= _image.SymbolCount) return FileRefusal.Unchecked(relocation.Place + 12, $"the relocation refers to symbol {relocation.Symbol} of {_image.SymbolCount}");
            ulong symbol = module.SymbolValues[relocation.Symbol];
            FileRefusal? refusal = One(relocation, target + relocation.Offset, symbol, apply);
            if (refusal is not null) return refusal;
            Written?.Add((section, relocation, target + relocation.Offset, symbol));
        }

        return null;
    }

    private FileRefusal? One(ElfRelocation relocation, ulong place, ulong symbol, bool apply)
    {
        ulong value = symbol + (ulong)relocation.Addend;
        uint size = relocation.Type is Absolute64 or PcRelative64 ? 8u : 4u;
        switch (relocation.Type)
        {
            case None:
                return null;
            case Absolute64:
                break;
            case Absolute32:
                if (_image.Rules.ClearsRelocations && value != (uint)value) return Overflow(relocation, value);
                break;
            case Signed32:
                if (_image.Rules.ClearsRelocations && (long)value != (int)value) return Overflow(relocation, value);
                break;
            case PcRelative32 or Plt32 or PcRelative64:
                value -= place;
                break;
            default:
                log?.Write(LogLevel.Error, string.Create(CultureInfo.InvariantCulture, $"module: {module.Name}: Unknown rela relocation: {relocation.Type}"));
                return new FileRefusal(Errno.ENOEXEC, Refusal.RelocationInvalid, relocation.Place + 8) { Explanation = $"relocation type {relocation.Type} isn't one that a module may carry" };
        }

        if (!module.Contains(place, size)) return FileRefusal.Unchecked(relocation.Place, string.Create(CultureInfo.InvariantCulture, $"the relocation changes {place:x16}, which is outside the module's memory"));
        ulong expected = apply ? 0 : size == 8 ? value : (uint)value;
        if (module.ReadNumber(place, size) != expected) return Occupied(relocation, place, _image.Rules.ClearsRelocations ? value : symbol + (ulong)relocation.Addend, apply);
        module.WriteNumber(place, apply ? value : 0, size);
        if (_image.Rules.ClearsRelocations) return null;
        bool fits = relocation.Type switch
        {
            Absolute32 => value == (uint)value,
            Signed32 => (long)value == (int)value,
            _ => true,
        };
        return fits ? null : Overflow(relocation, value);
    }

    private FileRefusal Occupied(ElfRelocation relocation, ulong place, ulong value, bool apply)
    {
        string text = !apply ? "Invalid relocation target, existing value does not match expected value"
            : _image.Rules.ClearsRelocations ? "Invalid relocation target, existing value is nonzero"
            : "Skipping invalid relocation target, existing value is nonzero";
        log?.Write(
            apply ? LogLevel.Error : LogLevel.Warning,
            string.Create(CultureInfo.InvariantCulture, $"module: x86/modules: {text} for type {relocation.Type}, loc {place:x16}, val {value:x}"));
        return new FileRefusal(Errno.ENOEXEC, Refusal.RelocationInvalid, relocation.Place) { Explanation = "the place that the relocation changes isn't zero in the file" };
    }

    private FileRefusal Overflow(ElfRelocation relocation, ulong value)
    {
        log?.Write(LogLevel.Error, string.Create(CultureInfo.InvariantCulture, $"module: overflow in relocation type {relocation.Type} val {value:x}"));
        log?.Write(LogLevel.Error, $"module: `{module.Name}' likely not compiled with -mcmodel=kernel");
        return new FileRefusal(Errno.ENOEXEC, Refusal.RelocationInvalid, relocation.Place + 8) { Explanation = "the value doesn't fit into the place" };
    }
}
