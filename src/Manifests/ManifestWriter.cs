using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Writing;

namespace KlpShell.Manifests;

/// <summary>Writes manifests, so that reading them gives the same definitions again.</summary>
public static class ManifestWriter
{
    /// <summary>Writes a document.</summary>
    /// <param name="document">The document; of its kind, what it holds is written.</param>
    /// <param name="folder">The folder that the text is for: paths of symbol files are made relative to it. Null for whole paths.</param>
    /// <returns>The YAML text, ending in a newline.</returns>
    /// <exception cref="NotSupportedException">Something in it is code of the host, or a jump out of its own body: no manifest can hold that.</exception>
    /// <exception cref="ArgumentException">The document doesn't hold what its kind says.</exception>
    public static string Write(ManifestDocument document, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        YamlMap? map = document.Kind switch
        {
            ManifestKind.Kernel when document.Kernel is { } kernel => KernelWriter.Write(kernel, document.KernelFiles, folder),
            ManifestKind.Module when document.Module is { } module => new ModuleWriter(module).Write(),
            ManifestKind.Livepatch when document.Livepatch is { } patch => new LivepatchWriter(patch).Write(),
            ManifestKind.Abi when !document.AbiEntries.IsDefault => AbiWriter.Write(document.Name, document.AbiEntries),
            _ => null,
        };
        return map is null ? throw new ArgumentException($"The document of kind {document.Kind} doesn't hold one.", nameof(document)) : YamlText.Write(map);
    }

    /// <summary>Writes several documents as one file.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="folder">The folder that the text is for; null for whole paths.</param>
    public static string Write(IEnumerable<ManifestDocument> documents, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(documents);
        return string.Join("---\n", documents.Select(document => Write(document, folder)));
    }
}
