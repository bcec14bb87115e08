using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace KlpShell.Core.Abi.Paths;

/// <summary>
/// A name that is a path, with its wildcards understood: <c>&lt;x&gt; {x} [x] * XX</c>, a lone X, Y or Z, <c>_A_ ... [0-9]+ {a,b}
/// &lt;a|b&gt;</c>; a comparison behind it (<c> = …</c>) is cut off. What the kernel's tool makes regular expressions of
/// (scripts/get_abi.pl, undefined_symbols); and an N or # that ends a word, as in <c>stateN</c>, which the documents write as often.
/// <c>&lt;a,b&gt;</c> is two placeholders with a comma between them.
/// </summary>
public sealed class AbiPathPattern
{
    private AbiPathPattern(string name, ImmutableArray<AbiSegment> segments)
    {
        Name = name;
        Segments = segments;
        Shape = "/" + string.Join('/', segments.Select(s => s.Shape));
        Specificity = segments.Sum(s => s.LiteralLength) + segments.Count(s => !s.IsMany);
    }

    /// <summary>The name as written.</summary>
    public string Name { get; }

    /// <summary>The name with each wildcard in one spelling: two names that differ only in how a placeholder is called have the same.</summary>
    public string Shape { get; }

    /// <summary>How much the name says: the higher, the fewer other paths it covers.</summary>
    public int Specificity { get; }

    /// <summary>Whether it stands for exactly one path.</summary>
    public bool IsLiteral => Segments.All(s => s.IsLiteral);

    /// <summary>Whether it is a folder, written with a slash at its end: it is no file's name.</summary>
    public bool IsFolder => Name.EndsWith('/');

    /// <summary>Whether it says nothing behind its first segment, as <c>/sys/.../&lt;device&gt;/&lt;UUID&gt;/</c>: it would cover everything.</summary>
    public bool SaysNothing => Segments.Length > 1 && Segments.Skip(1).All(s => s.LiteralLength == 0);

    internal ImmutableArray<AbiSegment> Segments { get; }

    /// <summary>Understands a name.</summary>
    /// <returns>Null when it is no absolute path, such as <c>devfs</c>.</returns>
    public static AbiPathPattern? Parse(string name) => AbiPathPatternParser.Parse(name, cutAtBlank: false);

    /// <summary>The patterns of a name: itself, and where text stands behind the path (<c>/sys/o2cb symlink</c>) the path alone.</summary>
    public static IEnumerable<AbiPathPattern> ParseAll(string name)
    {
        if (Parse(name) is not { } whole)
            yield break;
        yield return whole;
        if (name.AsSpan().IndexOfAny(' ', '\t') >= 0 && AbiPathPatternParser.Parse(name, cutAtBlank: true) is { } path && path.Shape != whole.Shape)
            yield return path;
    }

    /// <summary>Whether a path is covered.</summary>
    /// <param name="path">An absolute path; slashes at its end are not looked at.</param>
    public bool Covers(string path) => AbiPathTrie.Of(this).Find(path).Count > 0;

    internal static AbiPathPattern Of(string name, List<AbiSegment> segments) => new(name, [.. segments]);
}
