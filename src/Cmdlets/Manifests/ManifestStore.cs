using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using KlpShell.Core;
using KlpShell.Core.Manifests;

namespace KlpShell.Files;

/// <summary>Finds manifests by path or name, and reads them. What was read is kept while its files don't change: it is immutable, and a symbol table is large.</summary>
internal static class ManifestStore
{
    public const string KernelRoom = "kernels";
    public const string ModuleRoom = "modules";
    public const string LivepatchRoom = "livepatches";
    public const string AbiRoom = "abi";

    private static readonly ConcurrentDictionary<string, (string Stamp, ManifestReading Reading)> s_read = new(StringComparer.Ordinal);

    /// <summary>Reads a file, or takes what was read of it before.</summary>
    public static ManifestReading Read(string path)
    {
        if (s_read.TryGetValue(path, out (string Stamp, ManifestReading Reading) known) && known.Stamp == Stamp(path, known.Reading)) return known.Reading;
        ManifestReading reading = ManifestGate.Read(path);
        if (reading.Succeeded) s_read[path] = (Stamp(path, reading), reading);
        return reading;
    }

    /// <summary>The kernel that a file describes.</summary>
    public static KernelDefinition Kernel(string path) => Only(path, "a kernel", static document => document.Kernel);

    /// <summary>The modules and live patches that a file describes, in its order.</summary>
    public static List<ManifestDocument> Loadables(string path) =>
        All(path, "a module or a live patch", static document => document.Kind is ManifestKind.Module or ManifestKind.Livepatch ? document : null);

    /// <summary>The live patch that a file describes.</summary>
    public static LivepatchDefinition Livepatch(string path) => Only(path, "a live patch", static document => document.Livepatch);

    /// <summary>The same with what stands around it.</summary>
    public static ManifestDocument LivepatchDocument(string path) => Only(path, "a live patch", static document => document.Kind == ManifestKind.Livepatch ? document : null);

    /// <summary>True for a text that can only be a file's path: what stands where a name may stand is taken as one, too.</summary>
    public static bool LooksLikePath(string text) =>
        text.Contains('/', StringComparison.Ordinal) || text.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || text.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
        || ModuleFileStore.IsModuleFile(text);

    /// <summary>The file of that name, or null.</summary>
    /// <param name="name">The name; dashes and underscores are the same.</param>
    /// <param name="location">Where the user is.</param>
    /// <param name="rooms">The sub-folders to look in.</param>
    public static string? Find(string name, string? location, params string[] rooms)
    {
        string wanted = name.Replace('-', '_');
        foreach (string file in ManifestFolders.Files(location, rooms))
        {
            if (ManifestFolders.NameOf(file).Equals(wanted, StringComparison.OrdinalIgnoreCase)) return file;
        }

        return null;
    }

    /// <summary>The file of that name, or the error that says where it was looked for.</summary>
    public static string Require(string name, string kind, string? location, params string[] rooms) =>
        Find(name, location, rooms) ?? throw Failure.Of("ManifestNotFound", name, name, kind, Places(name, location, rooms));

    // Where it was looked for, and what may have been meant.
    private static string Places(string name, string? location, string[] rooms)
    {
        List<string> known = [];
        foreach (string file in ManifestFolders.Files(location, rooms)) known.Add(ManifestFolders.NameOf(file));
        return string.Join(", ", ManifestFolders.All(location)) + Nearest.Hint(name, known);
    }

    /// <summary>The manifest of a kernel that has a release's core and the symbols it was recorded with: the one whose name has the release's in it, or the version of the kernel that it was recorded in.</summary>
    public static string? OfRelease(Release release, string? location)
    {
        string? best = null;
        foreach (string file in ManifestFolders.Files(location, KernelRoom))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            if (!Bears(name, release.Name) && !Bears(name, release.BaseVersion)) continue;
            if (best is null || file.Length < best.Length) best = file;
        }

        return best;
    }

    // 6.1 is not in debian-6.12.
    private static bool Bears(string name, string version)
    {
        int at = name.IndexOf(version, StringComparison.OrdinalIgnoreCase);
        int end = at + version.Length;
        return at >= 0 && (end == name.Length || !char.IsAsciiDigit(name[end])) && (at == 0 || !(char.IsAsciiDigit(name[at - 1]) || name[at - 1] == '.'));
    }

    /// <summary>The errors of a reading, each with its place.</summary>
    public static List<KlpException> Errors(ManifestReading reading)
    {
        List<KlpException> errors = [];
        foreach (ManifestProblem problem in reading.Problems)
        {
            object target = problem.Line == 0 ? problem.File : Place(problem);
            errors.Add(IsOfFile(problem) ? Failure.Of("ManifestUnreadable", target, problem.File, problem.Message) : new KlpException("ManifestInvalid", problem.ToString(), target));
        }

        return errors;
    }

    /// <summary>True for what is wrong with the file itself: nothing in it could be read.</summary>
    public static bool IsOfFile(ManifestProblem problem) => problem.Id is ManifestProblemId.FileNotFound or ManifestProblemId.FileUnreadable && problem.Line == 0;

    // The mark stands in a line of its own, behind the margin that the error view gives to lines.
    private static string Marked(ManifestProblem problem)
    {
        string line = problem.LineText.Trim();
        if (line.Length == 0 || problem.Caret <= 0) return line;
        int indent = problem.LineText.Length - problem.LineText.TrimStart().Length;
        string margin = new(' ', Math.Max(5, problem.Line.ToString(CultureInfo.InvariantCulture).Length + 1));
        return $"{line}\n{margin}| {new string(' ', Math.Clamp(problem.Caret - 1 - indent, 0, line.Length))}^";
    }

    // PowerShell's error view shows the line text where the target is a table with these keys, and knows no column.
    private static Hashtable Place(ManifestProblem problem)
    {
        int start = Math.Max(problem.Caret, 1);
        return new Hashtable(StringComparer.OrdinalIgnoreCase)
        {
            ["File"] = problem.File,
            ["Line"] = problem.Line,
            ["Column"] = problem.Column,
            ["Path"] = problem.Path,
            ["Id"] = problem.Id,
            ["Found"] = problem.Found,
            ["Expected"] = problem.Expected,
            ["Text"] = problem.LineText,
            ["LineText"] = Marked(problem),
            ["StartColumn"] = start,
            ["EndColumn"] = start + Math.Max(1, problem.Found.Length),
            ["Rendered"] = problem.Render(),
        };
    }

    private static T Only<T>(string path, string wanted, Func<ManifestDocument, T?> pick)
        where T : class => All(path, wanted, pick)[0];

    private static List<T> All<T>(string path, string wanted, Func<ManifestDocument, T?> pick)
        where T : class
    {
        ManifestReading reading = Read(path);
        if (!reading.Succeeded) throw new ManifestException(Errors(reading));
        string other = "nothing";
        List<T> found = [];
        foreach (ManifestDocument document in reading.Documents)
        {
            if (pick(document) is { } one) found.Add(one);
            else other = document.Kind == ManifestKind.Abi ? "ABI entries" : "a " + document.Kind.ToString().ToLowerInvariant();
        }

        return found.Count > 0 ? found : throw Failure.Of("ManifestKindWrong", path, path, other, wanted);
    }

    private static string Stamp(string path, ManifestReading reading)
    {
        string stamp = Stamp(path);
        foreach (ManifestDocument document in reading.Documents) stamp += Stamp(document.KernelFiles?.SymbolTable) + Stamp(document.KernelFiles?.Traceable);
        return stamp;
    }

    private static string Stamp(string? path)
    {
        FileInfo? file = path is null ? null : new FileInfo(path);
        return file is { Exists: true } ? $"{file.LastWriteTimeUtc.Ticks}/{file.Length};" : ";";
    }
}
