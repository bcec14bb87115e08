using System;
using System.Collections.Generic;
using System.IO;
using KlpShell.Help.Pages;
using KlpShell.Help.Shapes;
using KlpShell.Help.Writing;

namespace KlpShell.Help;

/// <summary>Makes the help files of the module. Its arguments: the folder of pages, the dll with the cmdlets, System.Management.Automation, the folder to write to.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments.Length != 4)
        {
            Console.Error.WriteLine("KlpShell.Help PAGES DLL AUTOMATION FOLDER");
            return 64;
        }

        try
        {
            Make(arguments[0], arguments[1], arguments[2], arguments[3]);
            return 0;
        }
        catch (HelpException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    private static void Make(string pages, string dll, string automation, string folder)
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
}
