using System.Collections.Generic;

namespace KlpShell.Manifests.Yaml;

/// <summary>A mapping, in the order of the file and with its duplicates: whoever reads it reports those.</summary>
internal sealed class MapNode(Position at) : Node(at)
{
    /// <summary>Its entries. A key may be any node; only scalars are of use.</summary>
    public List<KeyValuePair<Node, Node>> Entries { get; } = [];
}
