using KlpShell.Core.Elf;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Livepatch.Consistency;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.ModuleFiles;

/// <summary>
/// The livepatch relocations of a module that was read from a file: sections for vmlinux are written when it is loaded, those for a module
/// when that is there (klp_write_section_relocs, klp_resolve_symbols, kernel/livepatch/core.c).
/// </summary>
internal sealed class LivepatchSections(Kernel kernel, Module module)
{
    private const string Vmlinux = "vmlinux";

    private readonly ModuleImage _image = module.Image!;

    /// <summary>klp_write_object_relocs: all sections for an object.</summary>
    public Status Apply(string obj)
    {
        for (int i = 1; i < _image.Layout.Flags.Length; i++)
        {
            if ((_image.Layout.Flags[i] & ElfSectionFlags.LivepatchRelocations) == 0) continue;
            Status status = ApplySection(i, obj, late: true, out _);
            if (!status.Succeeded) return status;
        }

        return Status.Ok;
    }

    /// <summary>klp_clear_object_relocs.</summary>
    public void Clear(string obj)
    {
        for (int i = 1; i < _image.Layout.Flags.Length; i++)
        {
            if ((_image.Layout.Flags[i] & ElfSectionFlags.LivepatchRelocations) == 0) continue;
            if (LivepatchName.SectionObject(_image.File.Elf.NameOf(i)) == obj) new ImageRelocator(module, kernel.Log).Run(i, apply: false);
        }
    }

    /// <summary>klp_apply_section_relocs: one section, where it is for that object.</summary>
    /// <param name="section">The section.</param>
    /// <param name="obj">The object; null for vmlinux.</param>
    /// <param name="late">True when the loader's copy of the file is gone.</param>
    /// <param name="refusal">The check that the file didn't pass, with its place.</param>
    public Status ApplySection(int section, string? obj, bool late, out FileRefusal? refusal)
    {
        refusal = null;
        string name = _image.File.Elf.NameOf(section);
        long place = _image.File.Elf.Sections[section].HeaderOffset;
        if (LivepatchName.SectionObject(name) is not { } owner) return Refuse($"section {name} has an incorrectly formatted name", name, place, out refusal);
        if (owner != (obj ?? Vmlinux)) return Status.Ok;
        if (late && (_image.Layout.Flags[section] & ElfSectionFlags.Allocate) == 0)
        {
            refusal = FileRefusal.Unchecked(place + 8, $"the kernel reads section {name} in memory that it has freed");
            return Status.Refused(Errno.None, Refusal.FileUnpredictable, name);
        }

        Status status = Resolve(section, owner, out refusal);
        if (!status.Succeeded) return status;
        refusal = new ImageRelocator(module, kernel.Log) { Written = module.WrittenRelocations }.Run(section);
        return refusal is null ? Status.Ok : Status.Refused(refusal.Errno, refusal.Refusal, name);
    }

    private Status Resolve(int section, string owner, out FileRefusal? refusal)
    {
        refusal = null;
        int count = _image.File.Elf.Count(section, ElfRelocation.EntrySize);
        for (int i = 0; i < count; i++)
        {
            ElfRelocation relocation = _image.File.Elf.Relocation(section, i);
            if (relocation.Symbol >= _image.SymbolCount)
            {
                refusal = FileRefusal.Unchecked(relocation.Place + 12, $"the relocation refers to symbol {relocation.Symbol} of {_image.SymbolCount}");
                return Status.Refused(Errno.None, Refusal.FileUnpredictable, _image.File.Elf.NameOf(section));
            }

            Status status = Resolve(relocation, owner, out refusal);
            if (!status.Succeeded) return status;
        }

        return Status.Ok;
    }

    private Status Resolve(ElfRelocation relocation, string owner, out FileRefusal? refusal)
    {
        refusal = null;
        ElfSymbol symbol = _image.Symbol((int)relocation.Symbol);
        string name = _image.NameOf(symbol);
        long place = (long)_image.NamePlace(symbol);
        if (place >= _image.File.Elf.Bytes.Length)
        {
            refusal = FileRefusal.Unchecked(relocation.Place + 12, "the symbol's name lies outside the file");
            return Status.Refused(Errno.None, Refusal.FileUnpredictable, name);
        }

        if (symbol.Section != ElfSymbol.Livepatch) return Refuse($"symbol {name} is not marked as a livepatch symbol", name, place, out refusal);
        if (!LivepatchName.TryParse(name, out string obj, out string wanted, out ulong position)) return Refuse($"symbol {name} has an incorrectly formatted name", name, place, out refusal);
        if (owner != Vmlinux && obj == Vmlinux)
        {
            return Refuse($"invalid access to vmlinux symbol '{wanted}' from module-specific livepatch relocation section", name, place, out refusal);
        }

        Status status = new PositionLookup(kernel).Find(obj == Vmlinux ? null : obj, wanted, position, out ulong address);
        if (status.Succeeded) module.SymbolValues[relocation.Symbol] = address;
        else refusal = new FileRefusal(status.Errno, status.Refusal, place);
        return status;
    }

    private Status Refuse(string text, string subject, long place, out FileRefusal? refusal)
    {
        kernel.Log.Write(LogLevel.Error, LivepatchCore.Prefix + text);
        refusal = new FileRefusal(Errno.EINVAL, Refusal.LivepatchRelocationInvalid, place);
        return Status.Refused(Errno.EINVAL, Refusal.LivepatchRelocationInvalid, subject);
    }
}
