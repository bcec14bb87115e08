using System.Collections.Generic;
using KlpShell.Core.Hosts.Checks;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Sysfs;

namespace KlpShell.Core.Hosts.Building;

/// <summary>Holds a host's /sys/kernel/livepatch against that of the simulated kernel which has gone the same way.</summary>
internal sealed class HostTree(Kernel kernel, HostFindings findings)
{
    /// <summary>Compares the directory of a patch.</summary>
    public void Compare(HostPatch patch)
    {
        if (!kernel.Files.Find($"{LivepatchCore.RootPath}/{patch.Name}", out FileNode? node).Succeeded)
        {
            Report(patch, "", "nothing", "a directory");
            return;
        }

        SortedDictionary<string, string?> host = Of(patch);
        SortedDictionary<string, string?> simulated = new(System.StringComparer.Ordinal);
        Walk(node!, "", simulated);
        foreach ((string path, string? value) in host)
        {
            if (!simulated.TryGetValue(path, out string? expected)) Report(patch, path, "nothing", value ?? "a directory");
            else if (value != expected) Report(patch, path, expected ?? "a directory", value ?? "a directory");
        }

        foreach ((string path, string? value) in simulated)
        {
            if (!host.ContainsKey(path)) Report(patch, path, value ?? "a directory", "nothing");
        }
    }

    private void Report(HostPatch patch, string path, string expected, string found) => findings.Add(
        HostRules.SysfsDiffers,
        $"{patch.Name}{path}",
        $"{LivepatchCore.RootPath}/{patch.Name}{path}: the simulated kernel has {expected} there after the same history, and the host {found}.",
        expected,
        found);

    // What a release has or hasn't of files is another finding.
    private static SortedDictionary<string, string?> Of(HostPatch patch)
    {
        SortedDictionary<string, string?> tree = new(System.StringComparer.Ordinal) { [""] = null };
        foreach (string name in (System.ReadOnlySpan<string>)["enabled", "transition", "replace"])
        {
            if (patch.Attributes.GetValueOrDefault(name) is { } value) tree[$"/{name}"] = value;
        }

        foreach (HostObject obj in patch.Objects)
        {
            tree[$"/{obj.Name}"] = null;
            if (obj.Patched is { } patched) tree[$"/{obj.Name}/patched"] = patched ? "1" : "0";
            foreach (HostFunction function in obj.Functions) tree[$"/{obj.Name}/{function.Directory}"] = null;
        }

        return tree;
    }

    private void Walk(FileNode node, string path, SortedDictionary<string, string?> tree)
    {
        if (node.IsDirectory) tree[path] = null;
        else if (node.Name is "enabled" or "transition" or "replace" or "patched") tree[path] = kernel.ReadFile(node.Path).Output.TrimEnd('\n');
        foreach (FileNode child in node.Children) Walk(child, $"{path}/{child.Name}", tree);
    }
}
