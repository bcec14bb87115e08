using System.Collections.Generic;

namespace KlpShell.Manifests.Yaml;

/// <summary>A list.</summary>
internal sealed class ListNode(Position at) : Node(at)
{
    /// <summary>What is in it.</summary>
    public List<Node> Items { get; } = [];
}
