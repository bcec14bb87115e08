using System.Collections.Generic;
using KlpShell.Core.Elf;
using KlpShell.Core.Machine;

namespace KlpShell.Core.ModuleFiles;

/// <summary>Compares the versions that a module was built against with the kernel's (check_version, kernel/module/version.c).</summary>
internal sealed class SymbolVersions(Kernel kernel, FileTaints taints, ModuleFile file, FileSections sections)
{
    private readonly bool _versioned = kernel.Definition.Vermagic?.Contains("modversions", System.StringComparison.Ordinal) ?? true;
    private Dictionary<string, SymbolVersion>? _versions;

    /// <summary>Checks a symbol.</summary>
    /// <param name="name">The symbol.</param>
    /// <param name="crc">The kernel's checksum; null where it isn't known, so that only its being there counts.</param>
    /// <returns>The refusal, whose line is logged already; null where the version fits.</returns>
    public FileRefusal? Check(string name, uint? crc)
    {
        if (!_versioned) return null;
        if (sections.Versions == 0)
        {
            taints.Force(sections.Name, name);
            return null;
        }

        ElfSection section = file.Elf.Sections[sections.Versions];
        if (!All().TryGetValue(name, out SymbolVersion? version))
        {
            kernel.Log.Write(LogLevel.Warning, $"{sections.MessageName}: no symbol version for {name}");
            return new FileRefusal(Errno.EINVAL, Refusal.SymbolVersionMismatch, (long)section.Offset) { Explanation = $"__versions has no entry for {name}" };
        }

        if (crc is null || version.Crc == crc) return null;
        kernel.Log.Write(LogLevel.Warning, $"{sections.MessageName}: disagrees about version of symbol {name}");
        return new FileRefusal(Errno.EINVAL, Refusal.SymbolVersionMismatch, version.Offset) { Explanation = $"the module was built against {name} in version 0x{version.Crc:x8}, the kernel has 0x{crc:x8}" };
    }

    private Dictionary<string, SymbolVersion> All()
    {
        if (_versions is not null) return _versions;
        _versions = new Dictionary<string, SymbolVersion>(System.StringComparer.Ordinal);
        foreach (SymbolVersion version in ModuleFile.ReadVersions(file.Elf, sections.Versions)) _versions.TryAdd(version.Name, version);
        return _versions;
    }
}
