using System.Buffers.Binary;
using System.Collections.Generic;
using KlpShell.Core.Elf;
using KlpShell.Core.Modules;

namespace KlpShell.Core.ModuleFiles;

/// <summary>What a module's file exports: its __ksymtab sections, once they are relocated.</summary>
internal sealed class ImageExports
{
    private const int EntrySize = 12;

    private readonly List<ImageExport> _all = [];

    private ImageExports()
    {
    }

    /// <summary>No exports.</summary>
    public static ImageExports None { get; } = new();

    /// <summary>All of them.</summary>
    public IReadOnlyList<ImageExport> All => _all;

    /// <summary>True when some have no checksum.</summary>
    public bool LacksVersions { get; private set; }

    /// <summary>The export of that name that a module may see.</summary>
    public ImageExport? Find(string name, bool gpl)
    {
        foreach (ImageExport export in _all)
        {
            if (export.Name == name && (gpl || !export.GplOnly)) return export;
        }

        return null;
    }

    /// <summary>Reads them out of a module's memory.</summary>
    public static ImageExports Read(Module module)
    {
        ImageExports exports = new();
        exports.Add(module, "__ksymtab", "__kcrctab", gpl: false);
        exports.Add(module, "__ksymtab_gpl", "__kcrctab_gpl", gpl: true);
        return exports._all.Count == 0 && !exports.LacksVersions ? None : exports;
    }

    private void Add(Module module, string section, string versions, bool gpl)
    {
        ElfFile file = module.Image!.File.Elf;
        int table = file.Find(section, allocated: true);
        if (table <= 0 || file.Sections[table].Size < EntrySize) return;
        int crcs = file.Find(versions, allocated: true);
        LacksVersions |= crcs <= 0;
        ulong at = module.Image.AddressOf(table);
        int count = file.Count(table, EntrySize);
        for (int i = 0; i < count; i++)
        {
            ulong entry = at + (ulong)(i * EntrySize);
            if (!TryFollow(module, entry, out ulong value) || !TryFollow(module, entry + 4, out ulong name) || module.TextAt(name) is not { Length: > 0 } text) continue;
            uint? crc = crcs > 0 && file.Count(crcs, 4) > i ? BinaryPrimitives.ReadUInt32LittleEndian(file.Content(crcs)[(i * 4)..]) : null;
            _all.Add(new ImageExport(text, value, gpl, crc));
        }
    }

    // The fields are offsets from themselves.
    private static bool TryFollow(Module module, ulong field, out ulong target)
    {
        target = 0;
        if (!module.Contains(field, 4)) return false;
        target = field + (ulong)(int)(uint)module.ReadNumber(field, 4);
        return true;
    }
}
