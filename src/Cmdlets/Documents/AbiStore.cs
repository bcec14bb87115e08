using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Reading;
using KlpShell.Core.Abi.Writing;
using KlpShell.Core.Manifests;
using KlpShell.Files;
using KlpShell.Session;

namespace KlpShell.Documents;

/// <summary>Reads sets of entries: the kernel's files, JSON, manifests, revisions.</summary>
internal static class AbiStore
{
    /// <summary>What this session goes by: what it imported last, and else what the manifests folders document.</summary>
    /// <param name="location">Where the user is.</param>
    public static AbiHandle Known(string? location) => KlpSession.Current.ImportedAbi ?? Manifests(location);

    /// <summary>What the manifests folders document.</summary>
    /// <param name="location">Where the user is.</param>
    public static AbiHandle Manifests(string? location) =>
        new(AbiSet.FromEntries(ManifestFolders.Files(location, ManifestStore.AbiRoom).SelectMany(Manifest)), "manifests");

    /// <summary>What a file or folder of the host holds.</summary>
    /// <param name="path">Its full path.</param>
    public static AbiHandle Read(string path)
    {
        try
        {
            if (Directory.Exists(path)) return Folder(path);
            if (!File.Exists(path)) throw Failure.Of("AbiNotFound", path, path);
            return Path.GetExtension(path) switch
            {
                ".yaml" or ".yml" => new AbiHandle(AbiSet.FromEntries(Manifest(path)), path),
                ".json" => new AbiHandle(AbiSet.FromEntries(Json(path)), path),
                _ => Text(path),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure.Of("AbiUnreadable", path, path, error.Message);
        }
    }

    /// <summary>What a folder held at a revision.</summary>
    /// <param name="path">The folder's full path.</param>
    /// <param name="revision">The revision, as git takes it.</param>
    public static AbiHandle Revision(string path, string revision) =>
        new(AbiTreeReader.Read(AbiRevision.Read(path, revision)), path) { Revision = revision };

    private static AbiHandle Folder(string path)
    {
        string folder = Path.TrimEndingDirectorySeparator(path);
        bool level = AbiLevels.TryParse(Path.GetFileName(folder), out _);
        return new AbiHandle(AbiTreeReader.Read(new AbiFolder(folder)), path) { Root = level ? Path.GetDirectoryName(folder) : folder };
    }

    // A file is called by its folder and its name, as in a tree: the folder is the level.
    private static AbiHandle Text(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        AbiFileContent content = new AbiFolder(folder).Read(Path.GetFileName(path));
        if (content.Problem is { } problem) throw Failure.Of("AbiUnreadable", path, path, problem);
        string name = $"{Path.GetFileName(folder)}/{Path.GetFileName(path)}";
        return new AbiHandle(AbiSet.FromDocuments([AbiTextReader.Read(name, content.Bytes)]), path) { Root = Path.GetDirectoryName(folder) ?? folder };
    }

    private static IEnumerable<AbiEntry> Manifest(string path)
    {
        ManifestReading reading = ManifestStore.Read(path);
        if (!reading.Succeeded) throw new ManifestException(ManifestStore.Errors(reading));
        return reading.Documents.SelectMany(document => document.Livepatch?.AbiEntries ?? (document.AbiEntries.IsDefault ? [] : document.AbiEntries));
    }

    private static IEnumerable<AbiEntry> Json(string path)
    {
        System.Collections.Immutable.ImmutableArray<AbiEntry> entries = AbiJson.Read(File.ReadAllText(path), out string? problem);
        return problem is null ? entries : throw Failure.Of("AbiUnreadable", path, path, problem);
    }
}
