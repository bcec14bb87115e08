using System;
using System.Collections.Generic;
using System.IO;

namespace KlpShell.Files;

/// <summary>Where manifests are looked for by name: the folder that the module brings, <c>manifests</c> where one is, and KLPSHELL_MANIFESTS.</summary>
internal static class ManifestFolders
{
    public const string Variable = "KLPSHELL_MANIFESTS";

    private static readonly string s_own = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(ManifestFolders).Assembly.Location)!, "..", "manifests"));

    /// <summary>The folders, in the order in which they are searched.</summary>
    /// <param name="location">Where the user is.</param>
    public static List<string> All(string? location)
    {
        List<string> folders = [];
        if (location is not null) Add(folders, Path.Combine(location, "manifests"));
        foreach (string folder in (Environment.GetEnvironmentVariable(Variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)) Add(folders, folder);
        Add(folders, s_own);
        return folders;
    }

    /// <summary>The manifest files of a kind; each name once, the first folder's.</summary>
    /// <param name="location">Where the user is.</param>
    /// <param name="rooms">The sub-folders, such as <c>livepatches</c>.</param>
    public static IEnumerable<string> Files(string? location, params string[] rooms)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (string folder in All(location))
        {
            foreach (string room in rooms)
            {
                foreach (string file in InFolder(Path.Combine(folder, room)))
                {
                    if (seen.Add(room + "/" + NameOf(file))) yield return file;
                }
            }
        }
    }

    /// <summary>The way from a folder to the JSON schema that editors complete from.</summary>
    public static string Schema(string? folder)
    {
        string schema = Path.Combine(s_own, "schema", "klp-manifest.schema.json");
        return folder is null ? schema : Path.GetRelativePath(folder, schema).Replace('\\', '/');
    }

    /// <summary>The name that a file goes by: its own, without its ending, with underscores for dashes as a module's name has them.</summary>
    public static string NameOf(string file) => Path.GetFileNameWithoutExtension(file).Replace('-', '_');

    private static void Add(List<string> folders, string folder)
    {
        string full = Path.GetFullPath(folder);
        if (Directory.Exists(full) && !folders.Contains(full)) folders.Add(full);
    }

    private static List<string> InFolder(string folder)
    {
        List<string> files = [];
        if (!Directory.Exists(folder)) return files;
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            if (Path.GetExtension(file) is ".yaml" or ".yml") files.Add(file);
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }
}
