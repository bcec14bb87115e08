using System;
using System.IO;
using System.Text;
using KlpShell.Core;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;
using KlpShell.Files;

namespace KlpShell.Checkpoints;

/// <summary>Definitions as the manifests that a checkpoint file holds, and back.</summary>
internal static class KernelParts
{
    /// <summary>The name that a kernel's manifest has for the symbols, which lie beside it.</summary>
    public const string SymbolFile = "symbols";

    /// <summary>A module, or a live patch's, as a document.</summary>
    public static ManifestDocument Document(ModuleDefinition module) => module.Patches.IsEmpty
        ? new ManifestDocument(ManifestKind.Module, module.Name, "", 1) { Module = module }
        : new ManifestDocument(ManifestKind.Livepatch, module.Name, "", 1) { Livepatch = new LivepatchDefinition(module) { Cves = module.Patches[0].Cves } };

    /// <summary>The module that a document's text describes.</summary>
    public static ModuleDefinition Module(string text, Release release) => Only(ManifestGate.ReadText(text)).LoadableFor(release) ?? throw new FormatException("a module in it is none");

    /// <summary>The kernel that a document's text describes. Its manifest is read as any other, from a folder of its own with the symbols beside it.</summary>
    public static KernelDefinition Kernel(string text, SymbolTable table)
    {
        string folder = Directory.CreateTempSubdirectory("klp-").FullName;
        try
        {
            string path = Path.Combine(folder, "kernel.yaml");
            File.WriteAllText(path, text);
            using (StreamWriter symbols = new(Path.Combine(folder, SymbolFile), false, new UTF8Encoding(false)))
            {
                for (int i = 0; i < table.Count; i++)
                {
                    Symbol symbol = table[i];
                    symbols.Write($"{symbol.Address:x16} {symbol.Type} {symbol.Name}");
                    symbols.Write(symbol.Module is null ? "\n" : $"\t[{symbol.Module}]\n");
                }
            }

            return Only(ManifestGate.Read(path)).Kernel ?? throw new FormatException("the kernel in it is none");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static ManifestDocument Only(ManifestReading reading) => !reading.Succeeded ? throw new ManifestException(ManifestStore.Errors(reading))
        : reading.Documents.Count == 1 ? reading.Documents[0]
        : throw new FormatException("a manifest in it holds more than one document");
}
