using System.Collections;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Sysfs;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>Files and directories of the kernel, one part of the path at a time.</summary>
public sealed class SysfsCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound) => From(handle, kernel => Of(kernel, word));

    private static IEnumerable<(string Name, string ToolTip)> Of(Kernel kernel, string word)
    {
        string folder = word.Contains('/') ? word[..(word.LastIndexOf('/') + 1)] : "";
        if (!kernel.Files.Find(SysfsProjection.Whole(folder), out FileNode? node).Succeeded) yield break;
        foreach (FileNode child in node!.Children) yield return (folder + child.Name + (child.IsDirectory ? "/" : ""), $"{(child.IsDirectory ? "directory" : "file")} {System.Convert.ToString(child.Mode, 8).PadLeft(4, '0')}");
    }
}
