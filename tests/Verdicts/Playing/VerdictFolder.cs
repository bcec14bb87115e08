using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text.Json;
using KlpShell.Core;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Symbols;
using KlpShell.Verdicts.Records;

namespace KlpShell.Verdicts.Playing;

/// <summary>A folder of modules with their recorded verdicts, and what belongs to its kernel.</summary>
public sealed class VerdictFolder
{
    private const string Archive = "modules.zip";

    private readonly ConcurrentDictionary<string, ModuleFile?> _files = new(StringComparer.Ordinal);
    private readonly string _folder;

    private VerdictFolder(string folder, IReadOnlyList<Verdict> verdicts, KernelDefinition definition)
    {
        _folder = folder;
        Verdicts = verdicts;
        Definition = definition;
    }

    /// <summary>How records are read.</summary>
    public static JsonSerializerOptions Options { get; } = new() { PropertyNameCaseInsensitive = true };

    /// <summary>The records.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; }

    /// <summary>The kernel that they were made in, before it was booted.</summary>
    public KernelDefinition Definition { get; }

    /// <summary>Opens a folder.</summary>
    /// <param name="folder">The folder, with verdicts.json.</param>
    /// <param name="options">Files that the kernel's own are taken from.</param>
    /// <exception cref="InvalidDataException">The folder isn't of that form.</exception>
    public static VerdictFolder Open(string folder, KernelSources options)
    {
        string path = Path.Combine(folder, "verdicts.json");
        if (!File.Exists(path)) path += ".gz";
        if (!File.Exists(path)) throw new InvalidDataException($"there is no {path}");
        using Stream stream = OpenText(path);
        List<Verdict> verdicts = JsonSerializer.Deserialize<List<Verdict>>(stream, Options) ?? [];
        if (verdicts.Count == 0) throw new InvalidDataException($"{path} holds no record");
        return new VerdictFolder(folder, verdicts, Define(folder, verdicts[0].Release, options));
    }

    /// <summary>The module's file of that name; null where there is none.</summary>
    public ModuleFile? Module(string name) => _files.GetOrAdd(name, name =>
    {
        string path = Path.Combine(_folder, Path.GetFileName(name));
        if (!File.Exists(path) && File.Exists(Path.Combine(_folder, Archive))) return FromArchive(name);
        return File.Exists(path) ? ModuleFile.Read(File.ReadAllBytes(path), Path.GetFileName(name)) : null;
    });

    /// <summary>Adds a file that isn't in the folder.</summary>
    public void Add(string name, ModuleFile file) => _files[name] = file;

    // Test data: the modules of a release in one archive.
    private ModuleFile? FromArchive(string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(_folder, Archive));
        if (archive.GetEntry(Path.GetFileName(name)) is not { } entry) return null;
        using Stream stream = entry.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return ModuleFile.Read(bytes.ToArray(), entry.Name);
    }

    /// <summary>Opens a file, which may be compressed.</summary>
    public static Stream OpenText(string path)
    {
        FileStream file = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static KernelDefinition Define(string folder, string uname, KernelSources options)
    {
        if (!Release.TryParse(uname, out Release? release, out string? problem)) throw new InvalidDataException(problem);
        KernelProfile profile = KernelProfile.Of(release!);
        string symbols = options.Symbols ?? profile.SymbolFile("kallsyms");
        using FileStream symbolStream = File.OpenRead(symbols);
        SymbolTable table = SymbolTable.Read(symbolStream, symbols).Table ?? throw new InvalidDataException($"{symbols} is no symbol table");
        string traceable = options.Traceable ?? profile.SymbolFile("available_filter_functions");
        using FileStream traceableStream = File.OpenRead(traceable);
        TraceableSet set = TraceableSet.Read(traceableStream, traceable, table).Set ?? throw new InvalidDataException($"{traceable} is no list of functions");
        return profile.Define(release!, uname) with { Symbols = table, Traceable = set, Exports = ReadExports(options.Exports ?? Path.Combine(folder, "Module.symvers.gz"), options.Exports is not null) };
    }

    private static SymbolExportTable? ReadExports(string path, bool required)
    {
        if (!required && !File.Exists(path)) return null;
        using StreamReader reader = new(OpenText(path));
        return SymbolExportTable.Read(reader, out string? problem) ?? throw new InvalidDataException($"{path}: {problem}");
    }
}
