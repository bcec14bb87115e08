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
                case ["package", string manifest, string changelog, string license, string folder, string nuspec]:
                    Package(manifest, changelog, license, folder, nuspec);
                    return 0;
                default:
                    Console.Error.WriteLine("KlpShell.Build help PAGES DLL AUTOMATION FOLDER\nKlpShell.Build package MANIFEST CHANGELOG LICENSE FOLDER NUSPEC");
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

    // A module's manifest with the release notes in it, into the folder of the module; and the description of the package.
    private static void Package(string file, string changelog, string license, string folder, string nuspec)
    {
        ModuleManifest manifest = new(File.ReadAllText(file));
        string notes = Changelog.Of(changelog, File.ReadAllText(changelog), manifest.Version);
        File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), manifest.WithReleaseNotes(notes));
        Nuspec.Write(manifest, Path.GetFileNameWithoutExtension(file), notes, license, File.Exists(Path.Combine(folder, "README.md"))).Save(nuspec);
    }
}
