using System;
using System.Collections.Generic;
using System.IO;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Kinds;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests;

/// <summary>Reads manifests: YAML files that describe kernels, modules, live patches and ABI entries.</summary>
public static class ManifestReader
{
    /// <summary>Reads a file. Never throws for what is in it, or for its not being there: that is a problem in the result.</summary>
    /// <param name="path">The file; a relative path is taken from the process's current folder.</param>
    /// <param name="limits">How much is taken in; null for <see cref="ManifestLimits.Default"/>.</param>
    public static ManifestReading Read(string path, ManifestLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        limits ??= ManifestLimits.Default;
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
            return new ManifestReading([], [new ManifestProblem(Shown.Plain(path), 0, 0, "", ManifestProblemId.FileNotFound, "", "a file", "this is no path of a file", "")]);
        string full = Path.GetFullPath(path);
        return TextLoader.Load(full, limits, out ManifestProblem? problem) is { } text ? ReadText(text, full, limits) : new ManifestReading([], [problem!]);
    }

    /// <summary>Reads text. Never throws for what is in it.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="source">What problems call it. Where it is a path, the paths inside of the text are relative to its folder.</param>
    /// <param name="limits">How much is taken in; null for <see cref="ManifestLimits.Default"/>.</param>
    public static ManifestReading ReadText(string text, string source, ManifestLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(source);
        limits ??= ManifestLimits.Default;
        SourceText file = new(source, text);
        if (text.Length > limits.MaxFileBytes) return new ManifestReading([], [new ManifestProblem(source, 0, 0, "", ManifestProblemId.FileTooLong, $"{text.Length:N0} characters", $"at most {limits.MaxFileBytes:N0}", $"found {text.Length:N0} characters where at most {limits.MaxFileBytes:N0} were expected", "")]);
        if (TextLoader.Check(file) is { } refused) return new ManifestReading([], [refused]);
        ProblemList problems = new(file, limits.MaxProblems);
        ReadContext context = new(file, limits, problems);
        DocumentReader reader = new(file, limits, problems);
        List<ManifestDocument> documents = [];
        bool any = false;
        while (reader.Next() is { } node)
        {
            // What follows the last document's mark, or stands between two, is no document when nothing is in it.
            if (node is ScalarNode { IsNull: true }) continue;
            any = true;
            int before = problems.Count;
            ManifestDocument? document = ReadDocument(context, node);
            if (document is not null && problems.Count == before) documents.Add(document);
        }

        if (!any && problems.Count == 0) problems.Add(default, ManifestProblemId.Empty, "nothing", "a document with the key 'kind'", "there is no document in this file; one that begins with 'kind: Livepatch', or another kind, was expected");
        return new ManifestReading(documents, problems.InOrder()) { ProblemCount = problems.Count };
    }

    private static ManifestDocument? ReadDocument(ReadContext context, Node node)
    {
        if (node is not MapNode map)
        {
            context.Expected(node, NodePath.Root, ManifestProblemId.WrongType, "a mapping with the key 'kind'");
            return null;
        }

        NodePath path = NodePath.Root.Key("kind");
        Node? kind = null;
        foreach ((Node key, Node value) in map.Entries)
        {
            if (kind is null && key is ScalarNode { Text: "kind" }) kind = value;
        }

        if (kind is null)
        {
            string kinds = string.Join(", ", Words.Kind.Words);
            context.Problems.Add(map.At, ManifestProblemId.MissingKey, "", "the key 'kind'", $"the key 'kind' is missing: one of {kinds} was expected");
            return null;
        }

        int before = context.Problems.Count;
        ManifestKind read = (ManifestKind)context.Word(kind, path, Words.Kind);
        if (context.Problems.Count > before) return null;
        (KeyTable table, Func<MapReader, ManifestDocument> reader) = read switch
        {
            ManifestKind.Kernel => (Tables.Kernel, (Func<MapReader, ManifestDocument>)KernelReader.Read),
            ManifestKind.Module => (Tables.Module, ModuleReader.Read),
            ManifestKind.Livepatch => (Tables.Livepatch, LivepatchReader.Read),
            _ => (Tables.Abi, AbiReader.Read),
        };
        return reader(MapReader.Open(context, map, NodePath.Root, table)!);
    }
}
