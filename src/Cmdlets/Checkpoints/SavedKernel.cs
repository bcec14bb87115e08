using KlpShell.Core;

namespace KlpShell.Checkpoints;

/// <summary>A kernel out of a checkpoint file.</summary>
/// <param name="Name">The name that it had.</param>
/// <param name="ManifestPath">The manifest that it had been made from; null where there was none.</param>
/// <param name="Kernel">The kernel, made again.</param>
internal sealed record SavedKernel(string Name, string? ManifestPath, Kernel Kernel);
