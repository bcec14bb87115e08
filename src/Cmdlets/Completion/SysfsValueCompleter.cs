using System.Collections;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Sysfs;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>What the file of -Path may be written: what it says now, and the other of the two where it is a switch.</summary>
public sealed class SysfsValueCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound) =>
        bound["Path"] is { } path ? From(handle, kernel => Of(kernel, SysfsProjection.Whole(path.ToString()!))) : [];

    private static IEnumerable<(string Name, string ToolTip)> Of(Kernel kernel, string path)
    {
        // What isn't under /sys may be a function, and a read would be a call.
        bool reads = path.StartsWith("/sys/", System.StringComparison.Ordinal) || path.StartsWith("/proc/sys/", System.StringComparison.Ordinal);
        if (!reads || !kernel.Files.Find(path, out FileNode? node).Succeeded || node!.IsDirectory) yield break;
        string now = kernel.CloneToRehearse().ReadFile(path).Output.TrimEnd('\n');
        string[] values = now switch
        {
            "0" or "1" => ["0", "1"],
            "Y" or "N" => ["Y", "N"],
            "" => ["1"],
            _ => [now],
        };
        foreach (string value in values) yield return (value, value == now ? $"what {path} says now" : $"{path} says {(now.Length == 0 ? "nothing" : now)} now");
    }
}
