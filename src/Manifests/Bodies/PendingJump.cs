using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Bodies;

/// <summary>A jump whose label hasn't been looked for yet. (A class: lists of tuples are compiled at start-up, lists of these are not.)</summary>
/// <param name="Index">The step.</param>
/// <param name="Label">The label.</param>
/// <param name="Node">Where it is named.</param>
/// <param name="Path">Where that is.</param>
internal sealed record PendingJump(int Index, string Label, Node Node, NodePath Path);
