using System;
using System.Collections.Immutable;
using KlpShell.Core;
using KlpShell.Core.Faults;
using KlpShell.Core.Machine;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Kinds;

/// <summary>Reads the failures that are injected into a kernel: a list of places, each with when it fails and with what.</summary>
internal static class FaultReader
{
    /// <summary>Reads them.</summary>
    /// <param name="reader">The kernel's mapping.</param>
    /// <param name="release">Its release: not each has each place.</param>
    public static ImmutableArray<Fault> Read(MapReader reader, Release release)
    {
        if (!reader.TryGet("faults", out Node? list, out NodePath path)) return [];
        ImmutableArray<Fault>.Builder faults = ImmutableArray.CreateBuilder<Fault>();
        foreach ((Node node, NodePath place) in reader.Context.Items(list, path, "a list of faults"))
        {
            if (MapReader.Open(reader.Context, node, place, Tables.Fault) is { } fault) faults.Add(ReadOne(fault, release));
        }

        return faults.ToImmutable();
    }

    private static Fault ReadOne(MapReader reader, Release release)
    {
        ReadContext context = reader.Context;
        Fault fault = new(Point(reader, release));
        if (reader.TryGet("retval", out Node? node, out NodePath path)) fault = fault with { Errno = Retval(context, node, path, reader.Has("failslab")) };
        if (reader.TryGet("probability", out node, out path)) fault = fault with { Probability = (int)context.Unsigned(node, path, 1, 100, "a probability in percent") };
        if (reader.TryGet("interval", out node, out path)) fault = fault with { Interval = (int)context.Unsigned(node, path, 1, int.MaxValue, "an interval") };
        if (reader.TryGet("times", out node, out path)) fault = fault with { Times = (int)context.Signed(node, path, Fault.Always, int.MaxValue, "how often it fails, or -1 for no limit,") };
        if (reader.TryGet("space", out node, out path)) fault = fault with { Space = (int)context.Unsigned(node, path, 0, int.MaxValue, "the number of the first call that may fail") };
        if (reader.TryGet("verbose", out node, out path)) fault = fault with { Verbose = (int)context.Unsigned(node, path, 0, 2, "how much is logged") };
        return fault;
    }

    private static FaultPoint Point(MapReader reader, Release release)
    {
        ReadContext context = reader.Context;
        bool function = reader.TryGet("fail_function", out Node? node, out NodePath path);
        bool allocation = reader.TryGet("failslab", out Node? other, out NodePath otherPath);
        if (function == allocation)
        {
            string found = function ? "found both fail_function and failslab where one was expected" : "the key 'fail_function', for a function that fails, or 'failslab', for memory that runs out, is missing";
            context.Problems.Add(reader.Node.At, function ? ManifestProblemId.Conflict : ManifestProblemId.MissingKey, "", "fail_function or failslab", found, reader.Path.ToString());
            return default;
        }

        if (allocation) (node, path) = (other, otherPath);
        WordTable words = function ? Words.FailFunction : Words.Failslab;
        FaultPoint point = (FaultPoint)context.Word(node!, path, words);
        if (node is ScalarNode { Text: { } word } && words.TryGet(word, out _) && !FaultPoints.IsIn(point, release))
        {
            context.Report(node, path, ManifestProblemId.UnknownValue, "a place that this release has", $"found {Shown.Of(word)}, which the release {release.Name} hasn't got: it came with {FaultPoints.Needs(point)!.Name}");
        }

        return point;
    }

    // What the file retval of fail_function takes: a negative errno, by its number there.
    private static Errno Retval(ReadContext context, Node node, NodePath path, bool allocation)
    {
        string text = node is ScalarNode { IsNull: false } scalar ? scalar.Text : "";
        string name = text.Length > 1 && text[0] == '-' ? text[1..] : "";
        if (name.Length > 0 && !name.Contains(',', StringComparison.Ordinal) && Enum.TryParse(name, out Errno errno) && Enum.IsDefined(errno) && errno != Errno.None)
        {
            if (allocation && errno != Errno.ENOMEM) context.Expected(node, path, ManifestProblemId.Conflict, "-ENOMEM", "; memory that runs out is nothing else");
            return errno;
        }

        context.Expected(node, path, node is ScalarNode ? ManifestProblemId.UnknownValue : ManifestProblemId.WrongType, "an errno such as -ENOMEM", Nearest.Hint(text, Array.ConvertAll(Enum.GetNames<Errno>()[1..], static known => "-" + known)));
        return Errno.ENOMEM;
    }
}
