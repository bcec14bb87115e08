using System;
using System.Collections.Generic;
using KlpShell.Core.Elf;

namespace KlpShell.Core.ModuleFiles;

/// <summary>A kernel module's file (.ko), as bytes and as what its sections say. Reading never fails: what is broken is told by <see cref="ElfFile.Problems"/>, and refused when it is loaded.</summary>
public sealed class ModuleFile
{
    private const int VersionSize = 64;
    private const int MostVersions = 100_000;

    private ModuleFile(ReadOnlyMemory<byte> bytes, string fileName)
    {
        FileName = fileName;
        Signature = ModuleSignature.Find(bytes);
        Elf = ElfFile.Read(Signature is null ? bytes : bytes[..Signature.ContentLength]);
        Whole = bytes;
        Modinfo = Modinfo.Read(Elf, Elf.Find(".modinfo"));
    }

    /// <summary>The file's name, without its folder, such as <c>fix.ko</c>.</summary>
    public string FileName { get; }

    /// <summary>The bytes, with a signature behind them where there is one.</summary>
    public ReadOnlyMemory<byte> Whole { get; }

    /// <summary>The ELF file, without the signature.</summary>
    public ElfFile Elf { get; }

    /// <summary>The signature at the end; null where there is none.</summary>
    public ModuleSignature? Signature { get; }

    /// <summary>The entries of .modinfo.</summary>
    public Modinfo Modinfo { get; private init; }

    /// <summary>The module's name: that of struct module, as lsmod shows it, or what .modinfo says where the file has no such thing.</summary>
    public string Name
    {
        get
        {
            int section = Elf.Find(".gnu.linkonce.this_module");
            string? name = section < 0 || Elf.Content(section).Length < 32 ? null : Elf.Bytes.Text(Elf.Sections[section].Offset + 24);
            return string.IsNullOrEmpty(name) ? Modinfo["name"] ?? "" : name.Length < ModuleFileRules.NameLength ? name : name[..(ModuleFileRules.NameLength - 1)];
        }
    }

    /// <summary>True when it says that it is a livepatch; any value will do, none too.</summary>
    public bool IsLivepatch => Modinfo["livepatch"] is not null;

    /// <summary>The versions of the symbols that it was built against (__versions); none where there is no such section.</summary>
    public IReadOnlyList<SymbolVersion> Versions => ReadVersions(Elf, Elf.Find("__versions", allocated: true));

    /// <summary>Reads a module's file.</summary>
    /// <param name="bytes">The whole file, not compressed.</param>
    /// <param name="fileName">Its name, for messages.</param>
    public static ModuleFile Read(ReadOnlyMemory<byte> bytes, string fileName) => new(bytes, fileName);

    // The same bytes, as a loader sees them that finds no .modinfo.
    internal ModuleFile WithoutModinfo() => new(Whole, FileName) { Modinfo = Modinfo.Empty };

    /// <summary>What it patches, and which symbols it needs, decoded by the structures of a release.</summary>
    /// <param name="release">The release; one of the consistency era.</param>
    public ModuleContents Decode(Release release) => ModuleContents.Decode(this, ModuleFileRules.Of(release) ?? ModuleFileRules.Linux612);

    internal static List<SymbolVersion> ReadVersions(ElfFile file, int section)
    {
        List<SymbolVersion> versions = [];
        if (section <= 0) return versions;
        int count = Math.Min(file.Count(section, VersionSize), MostVersions);
        for (int i = 0; i < count; i++)
        {
            ulong at = file.Sections[section].Offset + (ulong)(i * VersionSize);
            versions.Add(new SymbolVersion(file.Bytes.Text(at + 8) ?? "", file.Bytes.Word64(at), (long)at));
        }

        return versions;
    }
}
