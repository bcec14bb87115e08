using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Reading;

/// <summary>The problems of one file: the first of them with their places, the others counted.</summary>
/// <param name="source">The file's text.</param>
/// <param name="most">How many are kept.</param>
internal sealed class ProblemList(SourceText source, int most)
{
    private readonly List<ManifestProblem> _kept = [];

    /// <summary>Those that were kept, in the order of the file; another file's stand at the end.</summary>
    public IReadOnlyList<ManifestProblem> InOrder() =>
        _kept.Count < 2 ? _kept : [.. _kept.OrderBy(p => p.File != source.Name).ThenBy(p => p.Line).ThenBy(p => p.Column)];

    /// <summary>All of them.</summary>
    public int Count { get; private set; }

    /// <summary>True when no more are kept, so that none need be worded.</summary>
    public bool IsFull => Count >= most;

    /// <summary>Counts a problem that isn't worded any more.</summary>
    public void CountOnly() => Count++;

    /// <summary>Reports a problem of the file itself.</summary>
    public void Add(Position at, ManifestProblemId id, string found, string expected, string message, string path = "")
    {
        if (++Count > most) return;
        int caret = 0;
        string line = at.Line > 0 ? source.Line(at.Line, at.Column, out caret) : "";
        _kept.Add(new ManifestProblem(source.Name, at.Line, at.Column, path, id, found, expected, message, line) { Caret = caret });
    }

    /// <summary>Reports a problem that another file has.</summary>
    public void Add(ManifestProblem problem)
    {
        if (++Count <= most) _kept.Add(problem);
    }
}
