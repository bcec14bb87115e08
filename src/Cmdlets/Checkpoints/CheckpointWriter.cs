using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using KlpShell.Core;
using KlpShell.Core.Journal;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;
using KlpShell.Files;

namespace KlpShell.Checkpoints;

/// <summary>
/// Writes what a checkpoint file holds: the kernel's definition and those of the modules that were loaded as manifests, the symbols, and the
/// journal of what was done. A kernel is deterministic, so that is all of it; a digest of its state shows that it is.
/// </summary>
internal static class CheckpointWriter
{
    /// <summary>The content for a kernel.</summary>
    /// <param name="name">Its name in the session.</param>
    /// <param name="manifestPath">The manifest that it was made from.</param>
    /// <param name="kernel">The kernel.</param>
    public static byte[] Write(string name, string? manifestPath, Kernel kernel)
    {
        if (!kernel.KeepsJournal) throw Failure.Of("CheckpointNotPossible", name, name, "it was made from what a host shows (Import-KlpHost), and no file tells how it came to that; keep the bundle, and import it again");
        if (kernel.StandInNames is [string first, ..]) throw Failure.Of("CheckpointNotPossible", name, name, $"a script block stands in for {first}, which Set-KlpFunctionBody {first} -Reset takes away again");
        if (kernel.RanHostCode is { } ran) throw Failure.Of("CheckpointNotPossible", name, name, $"the script block that stood in for {ran} has run in it, and nobody can tell what it would do another time");
        using MemoryStream content = new();
        using (BinaryWriter writer = new(content, Encoding.UTF8, true))
        {
            writer.Write(name);
            writer.Write(manifestPath ?? "");
            writer.Write(StateDigest.Of(kernel));
            writer.Write(Text(name, new ManifestDocument(ManifestKind.Kernel, kernel.Definition.Name, "", 1) { Kernel = kernel.Definition with { Traceable = null }, KernelFiles = new KernelFiles(KernelParts.SymbolFile, null) }));
            Symbols(writer, kernel.Definition.Symbols);
            Traceable(writer, kernel.Definition.Traceable);
            Journal(writer, name, JournalEntry.UpTo(kernel.Journal));
        }

        return content.ToArray();
    }

    private static void Symbols(BinaryWriter writer, SymbolTable table)
    {
        writer.Write(table.Count);
        for (int i = 0; i < table.Count; i++)
        {
            writer.Write(table.AddressOf(i));
            writer.Write((byte)table.TypeOf(i));
            ReadOnlySpan<byte> symbol = table.NameUtf8(i);
            writer.Write7BitEncodedInt(symbol.Length);
            writer.Write(symbol);
            writer.Write(table.ModuleOf(i) ?? "");
            writer.Write7BitEncodedInt64((long)table.SizeOf(i));
        }
    }

    private static void Traceable(BinaryWriter writer, TraceableSet? traceable)
    {
        writer.Write(traceable is not null);
        if (traceable is null) return;
        writer.Write(traceable.Count);
        int last = 0;
        foreach (int index in traceable.Functions)
        {
            writer.Write7BitEncodedInt(index - last);
            last = index;
        }
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
