using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Text;
using KlpShell.Core;
using KlpShell.Core.Hosts;
using KlpShell.Core.Journal;
using KlpShell.Core.Machine;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;
using KlpShell.Files;

namespace KlpShell.Checkpoints;

/// <summary>Makes a kernel of what a checkpoint file holds, and sees that it is the one that was saved.</summary>
internal static class CheckpointReader
{
    private const int MostItems = 1 << 26;

    /// <summary>The kernel.</summary>
    /// <param name="path">The file's name, for errors.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="version">In which version.</param>
    public static SavedKernel Read(string path, byte[] content, int version = CheckpointFile.Version)
    {
        try
        {
            using BinaryReader reader = new(new MemoryStream(content), Encoding.UTF8);
            return Read(path, reader, version);
        }
        catch (Exception error) when (error is IOException or FormatException or ArgumentException or OverflowException or ManifestException)
        {
            throw CheckpointFile.Damaged(path, error is ManifestException { Errors: [KlpException first, ..] } ? first.Message : error.Message.TrimEnd('.'));
        }
    }

    private static SavedKernel Read(string path, BinaryReader reader, int version)
    {
        string name = reader.ReadString();
        string manifest = reader.ReadString();
        string digest = reader.ReadString();
        Kernel kernel = version > 1 && reader.ReadBoolean() ? Captured(reader) : Booted(reader, version);
        kernel.Replay(Journal(reader, kernel.Release));
        return StateDigest.Of(kernel) == digest
            ? new SavedKernel(name, manifest.Length == 0 ? null : manifest, kernel)
            : throw Failure.Of("CheckpointNotReproduced", path, path);
    }

    private static Kernel Booted(BinaryReader reader, int version)
    {
        string text = reader.ReadString();
        SymbolTable table = version > 1 ? SymbolPart.Read(reader) : SymbolPart.ReadFirst(reader);
        return Kernel.BootWithJournal(KernelParts.Kernel(text, table) with { Symbols = table, Traceable = SymbolPart.ReadTraceable(reader, table) });
    }

    private static Kernel Captured(BinaryReader reader)
    {
        string name = reader.ReadString();
        HostCapture host = new HostPart(reader).Read();
        return host.UnameRelease is { } uname && Release.TryParse(uname, out Release? release, out _)
            ? HostKernelBuilder.Build(HostAnalysis.Judge(host, release), name).Kernel
            : throw new FormatException("the release of the host in it isn't known");
    }

    private static List<JournalEntry> Journal(BinaryReader reader, Release release)
    {
        List<ModuleDefinition> modules = [];
        for (int left = Count(reader.ReadInt32()); left > 0; left--) modules.Add(KernelParts.Module(reader.ReadString(), release));
        List<JournalEntry> entries = [];
        for (int left = Count(reader.ReadInt32()); left > 0; left--)
        {
            JournalKind kind = (JournalKind)reader.ReadByte();
            string? text = Optional(reader);
            string? more = Optional(reader);
            long number = reader.Read7BitEncodedInt64();
            long other = reader.Read7BitEncodedInt64();
            long value = reader.Read7BitEncodedInt64();
            string? valueText = Optional(reader);
            int module = reader.Read7BitEncodedInt();
            ulong[] addresses = new ulong[Count(reader.Read7BitEncodedInt())];
            for (int i = 0; i < addresses.Length - 1; i++) addresses[i] = reader.ReadUInt64();
            ModuleFile? file = kind == JournalKind.LoadFile ? File(reader) : null;
            entries.Add(new JournalEntry(null, kind, text, more, number, other, new Value(value, valueText), module == 0 ? null : modules[module - 1], addresses.Length == 0 ? default : ImmutableArray.Create(addresses, 0, addresses.Length - 1), file));
        }

        return entries;
    }

    private static ModuleFile File(BinaryReader reader)
    {
        string name = reader.ReadString();
        int length = Count(reader.ReadInt32());
        byte[] bytes = reader.ReadBytes(length);
        return bytes.Length == length ? ModuleFile.Read(bytes, name) : throw new FormatException("a module's file in it is cut off");
    }

    private static string? Optional(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    private static int Count(int count) => count is >= 0 and <= MostItems ? count : throw new FormatException("a number in it is out of bounds");
}
