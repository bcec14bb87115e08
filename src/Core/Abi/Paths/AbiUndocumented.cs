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
        foreach (string file in tree.Files)
        {
            if (!exclusions.Leaves(file) && !walk.IsDocumented(file))
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

    private bool IsDocumented(string file)
    {
        foreach (AbiPathNode node in AnyWay(file, keep: false))
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

    // Where the trie stands at a path, by whichever way: its folder's ways and on, and each link that leads here.
    private List<AbiPathNode> AnyWay(string path, bool keep)
    {
        if (_anyWay.TryGetValue(path, out List<AbiPathNode>? known))
            return known;
        List<AbiPathNode> nodes = [];
        int slash = path.LastIndexOf('/');
        StepAll(AnyWay(path[..slash], keep: true), path.AsSpan(slash + 1), nodes);
        foreach (string link in _links.To(path))
        {
            int at = link.LastIndexOf('/');
            StepAll(Direct(link[..at]), link.AsSpan(at + 1), nodes);
        }
        if (keep)
            _anyWay.Add(path, nodes);
        return nodes;
    }

    private static void StepAll(List<AbiPathNode> from, ReadOnlySpan<char> segment, List<AbiPathNode> to)
    {
        foreach (AbiPathNode node in from)
            node.Step(segment, to);
    }

    private sealed class LinkIndex
    {
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

        public IReadOnlyList<string> To(string path) => _to.TryGetValue(path, out List<string>? links) ? links : [];
    }
}
