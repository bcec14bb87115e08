using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Abi.Paths;
using KlpShell.Core.Sysfs;

namespace KlpShell.Documents;

/// <summary>The files of a simulated kernel, for a search in the ABI.</summary>
internal static class AbiFiles
{
    /// <summary>Every file under /sys of a simulated kernel.</summary>
    public static AbiTreeFiles Of(Kernel kernel)
    {
        List<string> files = [];
        if (kernel.Files.Find("/sys", out FileNode? sys).Succeeded) Add(sys!, "/sys", files);
        return new AbiTreeFiles(files);
    }

    private static void Add(FileNode node, string path, List<string> files)
    {
        foreach (FileNode child in node.Children)
        {
            string inside = $"{path}/{child.Name}";
            if (child.IsDirectory) Add(child, inside, files);
            else files.Add(inside);
        }
    }
}
