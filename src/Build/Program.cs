using System;
using System.Collections.Generic;
using System.IO;
using KlpShell.Build.Packaging;
using KlpShell.Build.Pages;
using KlpShell.Build.Shapes;
using KlpShell.Build.Writing;

namespace KlpShell.Build;

/// <summary>Makes what the build can't make by itself: help files out of pages, and the texts of the module's package.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            switch (arguments)
            {
                case ["help", string pages, string dll, string automation, string folder]:
                    Help(pages, dll, automation, folder);
                    return 0;
                case ["package", string root, string license, string folder, string nuspec]:
                    Package(root, license, folder, nuspec);
                    return 0;
                default:
                    Console.Error.WriteLine("KlpShell.Build help PAGES DLL AUTOMATION FOLDER\nKlpShell.Build package ROOT LICENSE FOLDER NUSPEC");
                    return 64;
            }
        }
        catch (BuildException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    // The help files of a dll's cmdlets, from their pages. What else lies in the folder is from pages that are gone.
    private static void Help(string pages, string dll, string automation, string folder)
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string topic in Directory.GetFiles(pages, "about_*.md"))
        {
            files[Path.GetFileNameWithoutExtension(topic) + ".help.txt"] = TopicWriter.Write(topic, File.ReadAllText(topic));
        }

        StringWriter maml = new();
        MamlWriter.Write(PageReader.All(pages), ShapeReader.Read(dll, automation)).Save(maml);
        files[Path.GetFileName(dll) + "-Help.xml"] = maml.ToString().Replace("utf-16", "utf-8", StringComparison.Ordinal);
        Directory.CreateDirectory(folder);
        foreach (string old in Directory.GetFiles(folder))
        {
            if (!files.ContainsKey(Path.GetFileName(old))) File.Delete(old);
        }

        foreach ((string name, string text) in files) File.WriteAllText(Path.Combine(folder, name), text);
    }

    // The module's manifest with the release notes in it, into the folder of the module; and the description of the package.
    private static void Package(string root, string license, string folder, string nuspec)
    {
        ModuleManifest manifest = new(File.ReadAllText(Path.Combine(root, "KlpShell.psd1")));
        string changelog = Path.Combine(root, "CHANGELOG.md");
        string notes = Changelog.Of(changelog, File.ReadAllText(changelog), manifest.Version);
        File.WriteAllText(Path.Combine(folder, "KlpShell.psd1"), manifest.WithReleaseNotes(notes));
        Nuspec.Write(manifest, "KlpShell", notes, license).Save(nuspec);
    }
}
