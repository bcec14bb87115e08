using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core.Abi.Rules;

namespace KlpShell.Core.Abi.Paths;

/// <summary>Which files of a tree no entry covers.</summary>
public sealed class AbiUndocumented
{
    private readonly AbiPathNode _root;
    private readonly LinkIndex _links;
    private readonly List<AbiPathNode> _ends = [];
    private readonly Dictionary<string, List<AbiPathNode>> _direct = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<AbiPathNode>> _anyWay = new(StringComparer.Ordinal);

    private AbiUndocumented(AbiSet set, AbiTreeFiles tree)
    {
        _root = set.Paths.Root;
        _links = new LinkIndex(tree.Links);
        _direct[""] = [_root];
        _anyWay[""] = [_root];
    }

    /// <summary>The files that no entry covers, by their own path or by one through a link, in the order of their names.</summary>
    /// <param name="set">The entries.</param>
    /// <param name="tree">The files.</param>
    /// <param name="exclusions">What needs no entry; as the kernel's tool when null.</param>
    public static ImmutableArray<string> Find(AbiSet set, AbiTreeFiles tree, AbiExclusions? exclusions = null)
    {
        exclusions ??= AbiExclusions.Kernel;
        var walk = new AbiUndocumented(set, tree);
        var missing = new List<string>();
        string folder = "";
        bool leaves = false;
        foreach (string file in tree.Files)
        {
            int slash = file.LastIndexOf('/');
            if (slash != folder.Length || !file.StartsWith(folder, StringComparison.Ordinal))
            {
                folder = file[..slash];
                leaves = exclusions.Leaves(folder + "/");
            }
            if (!leaves && !exclusions.LeavesFile(folder, file.AsSpan(slash + 1)) && !walk.IsDocumented(folder, file))
                missing.Add(file);
        }
        missing.Sort(StringComparer.Ordinal);
        return [.. missing];
    }

    /// <summary>The same as findings of <see cref="AbiRules.Undocumented"/>.</summary>
    public static IEnumerable<AbiFinding> Check(AbiSet set, AbiTreeFiles tree, AbiExclusions? exclusions = null)
    {
        foreach (string file in Find(set, tree, exclusions))
            yield return AbiRules.Undocumented.At(file, "", 0, $"no entry covers {file}: write one, in testing unless it is finished");
    }

    private bool IsDocumented(string folder, string file)
    {
        _ends.Clear();
        StepAll(AnyWay(folder), file.AsSpan(folder.Length + 1), _ends);
        AddLinks(file, _ends);
        foreach (AbiPathNode node in _ends)
        {
            if (node.EndsFile)
                return true;
        }
        return false;
    }

    private List<AbiPathNode> Direct(string path)
    {
        if (_direct.TryGetValue(path, out List<AbiPathNode>? known))
            return known;
        List<AbiPathNode> nodes = [];
        int slash = path.LastIndexOf('/');
        StepAll(Direct(path[..slash]), path.AsSpan(slash + 1), nodes);
        _direct.Add(path, nodes);
        return nodes;
    }

    // Where the trie stands at a folder, by whichever way: its folder's ways and on, and each link that leads here.
    private List<AbiPathNode> AnyWay(string path)
    {
        if (_anyWay.TryGetValue(path, out List<AbiPathNode>? known))
            return known;
        List<AbiPathNode> nodes = [];
        int slash = path.LastIndexOf('/');
        StepAll(AnyWay(path[..slash]), path.AsSpan(slash + 1), nodes);
        AddLinks(path, nodes);
        _anyWay.Add(path, nodes);
        return nodes;
    }

    private void AddLinks(string path, List<AbiPathNode> nodes)
    {
        foreach (string link in _links.To(path))
        {
            int at = link.LastIndexOf('/');
            StepAll(Direct(link[..at]), link.AsSpan(at + 1), nodes);
        }
    }

    private static void StepAll(List<AbiPathNode> from, ReadOnlySpan<char> segment, List<AbiPathNode> to)
    {
        foreach (AbiPathNode node in from)
            node.Step(segment, to);
    }

    private sealed class LinkIndex
    {
        private static readonly List<string> s_none = [];

        private readonly Dictionary<string, List<string>> _to = new(StringComparer.Ordinal);

        public LinkIndex(IEnumerable<(string Link, string Target)> links)
        {
            foreach ((string link, string target) in links)
            {
                if (!_to.TryGetValue(target, out List<string>? all))
                    _to.Add(target, all = []);
                all.Add(link);
            }
        }

        public List<string> To(string path) => _to.TryGetValue(path, out List<string>? links) ? links : s_none;
    }
}
