using KlpShell.Core;
using KlpShell.Core.ModuleFiles;

namespace KlpShell.Files;

/// <summary>Reads modules' files.</summary>
internal static class ModuleSource
{
    /// <summary>The file, or the error that says why it is none.</summary>
    /// <param name="path">The full path; its ending tells whether it is compressed.</param>
    public static ModuleFile Read(string path)
    {
        ModuleFile file = ModuleFileStore.Read(path);
        if (file.Elf.Sections.Count > 0) return file;
        throw Failure.Of("ModuleFileUnreadable", path, path, file.Elf.Problems.Count > 0 ? file.Elf.Problems[0].ToString() : "it has no sections");
    }

    /// <summary>The release that is meant: that which was asked for, that of the file's vermagic, or the newest.</summary>
    public static Release ReleaseOf(ModuleFile file, string? wanted)
    {
        if (wanted is not null) return Release.TryParse(wanted, out Release? asked, out string? problem) ? asked! : throw Failure.Of("ReleaseUnknown", wanted, problem!.TrimEnd('.'));
        string built = (file.Modinfo["vermagic"] ?? "").Split(' ')[0];
        return Release.TryParse(built, out Release? release, out _) && release!.Has(Features.Consistency) ? release : Release.All[^1];
    }
}
