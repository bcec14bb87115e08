using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using KlpShell.Core;
using KlpShell.Core.Journal;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using KlpShell.Files;

namespace KlpShell.Checkpoints;

/// <summary>
/// Writes what a checkpoint file holds: the kernel's definition and those of the modules that were loaded as manifests, the symbols, and the
/// journal of what was done; of a kernel in the state of a captured host, what was captured in the definition's place. A kernel is
/// deterministic, so that is all of it; a digest of its state shows that it is.
/// </summary>
internal static class CheckpointWriter
{
    /// <summary>The content for a kernel.</summary>
    /// <param name="name">Its name in the session.</param>
    /// <param name="manifestPath">The manifest that it was made from.</param>
    /// <param name="kernel">The kernel.</param>
    public static byte[] Write(string name, string? manifestPath, Kernel kernel)
    {
        if (kernel.StandInNames is [string first, ..]) throw Failure.Of("CheckpointNotPossible", name, name, $"a script block stands in for {first}, which Set-KlpFunctionBody {first} -Reset takes away again");
        if (kernel.RanHostCode is { } ran) throw Failure.Of("CheckpointNotPossible", name, name, $"the script block that stood in for {ran} has run in it, and nobody can tell what it would do another time");
        using MemoryStream content = new();
        using (BinaryWriter writer = new(content, Encoding.UTF8, true))
        {
            writer.Write(name);
            writer.Write(manifestPath ?? "");
            writer.Write(StateDigest.Of(kernel));
            writer.Write(kernel.Captured is not null);
            if (kernel.Captured is { } host)
            {
                writer.Write(kernel.Definition.Name);
                HostWriter.Write(writer, host);
            }
            else
            {
                Definition(writer, name, kernel.Definition);
            }

            Journal(writer, name, JournalEntry.UpTo(kernel.Journal));
        }

        return content.ToArray();
    }

    private static void Definition(BinaryWriter writer, string name, KernelDefinition definition)
    {
        writer.Write(Text(name, new ManifestDocument(ManifestKind.Kernel, definition.Name, "", 1) { Kernel = definition with { Traceable = null }, KernelFiles = new KernelFiles(KernelParts.SymbolFile, null) }));
        SymbolPart.Write(writer, definition.Symbols);
        SymbolPart.Write(writer, definition.Traceable);
    }

    private static void Journal(BinaryWriter writer, string name, IReadOnlyList<JournalEntry> entries)
    {
        Dictionary<ModuleDefinition, int> numbers = new(ReferenceEqualityComparer.Instance);
        List<ModuleDefinition> modules = [];
        foreach (JournalEntry entry in entries)
        {
            if (entry.Module is not { } module || numbers.ContainsKey(module)) continue;
            numbers.Add(module, modules.Count);
            modules.Add(module);
        }

        writer.Write(modules.Count);
        foreach (ModuleDefinition module in modules) writer.Write(Text(name, KernelParts.Document(module)));
        writer.Write(entries.Count);
        foreach (JournalEntry entry in entries)
        {
            writer.Write((byte)entry.Kind);
            Optional(writer, entry.Text);
            Optional(writer, entry.More);
            writer.Write7BitEncodedInt64(entry.Number);
            writer.Write7BitEncodedInt64(entry.Other);
            writer.Write7BitEncodedInt64(entry.Value.Number);
            Optional(writer, entry.Value.Text);
            writer.Write7BitEncodedInt(entry.Module is null ? 0 : numbers[entry.Module] + 1);
            writer.Write7BitEncodedInt(entry.Addresses.IsDefault ? 0 : entry.Addresses.Length + 1);
            foreach (ulong address in entry.Addresses.IsDefault ? [] : entry.Addresses) writer.Write(address);
            if (entry.File is not { } file) continue;
            writer.Write(file.FileName);
            writer.Write(file.Whole.Length);
            writer.Write(file.Whole.Span);
        }
    }

    private static void Optional(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null) writer.Write(text);
    }

    private static string Text(string kernel, ManifestDocument document)
    {
        try
        {
            return ManifestGate.Write(document);
        }
        catch (NotSupportedException error)
        {
            throw Failure.Of("CheckpointNotPossible", kernel, kernel, $"'{document.Name}' can't be written as a manifest: {error.Message.TrimEnd('.')}");
        }
    }
}
