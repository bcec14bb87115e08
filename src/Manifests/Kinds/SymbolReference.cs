using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Kinds;

/// <summary>A mention of a function or variable that may stand further on.</summary>
/// <param name="Node">Where it is named.</param>
/// <param name="Path">Where that is.</param>
/// <param name="Name">The name.</param>
/// <param name="Expected">What was expected, should there be none.</param>
internal sealed record SymbolReference(Node Node, NodePath Path, string Name, string Expected);
