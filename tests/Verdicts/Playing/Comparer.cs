using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using KlpShell.Core.ModuleFiles;
using KlpShell.Verdicts.Records;

namespace KlpShell.Verdicts.Playing;

/// <summary>Holds what the simulator came to against a record.</summary>
internal sealed partial class Comparer
{
    private const string Nothing = "nothing";
    private const ulong ModuleArea = 0xffffffffc0000000;
    private const ulong Page = 4096;

    private readonly ModulePlaces _places = new();

    /// <summary>The command itself.</summary>
    /// <param name="recorded">The record.</param>
    /// <param name="observed">What the simulator came to.</param>
    /// <param name="opaque">True when machine code went on in a function of vmlinux that the simulator has no body for: only what it printed until then is compared.</param>
    public static Difference? Command(RecordedStep recorded, Observed observed, bool opaque)
    {
        if (opaque && recorded.Command.StartsWith("cat ", StringComparison.Ordinal)) return Lines("output", [.. recorded.Output.Take(observed.Output.Count)], observed.Output);
        if (recorded.Exit != observed.Exit) return new Difference("exit", Text(recorded.Exit), $"{observed.Exit} {string.Join("; ", observed.Output)}");
        return Lines("output", recorded.Output, observed.Output) ?? (recorded.Errno == observed.Errno ? null : new Difference("errno", Text(recorded.Errno), Text(observed.Errno)));
    }

    /// <summary>The log.</summary>
    public Difference? Log(string what, IReadOnlyList<LogLine>? recorded, IReadOnlyList<LogLine> observed)
    {
        if (recorded is null) return null;
        List<LogLine> left = LogRules.Normalize(recorded);
        List<LogLine> right = LogRules.Normalize(observed);
        for (int i = 0; i < Math.Max(left.Count, right.Count); i++)
        {
            LogLine? expected = i < left.Count ? left[i] : null;
            LogLine? got = i < right.Count ? right[i] : null;
            if (expected is not null && got is not null && expected.Level == got.Level && SameText(expected.Text, got.Text)) continue;
            return new Difference($"{what} line {i + 1}", expected is null ? Nothing : $"<{expected.Level}> {expected.Text}", got is null ? Nothing : $"<{got.Level}> {got.Text}");
        }

        return null;
    }

    /// <summary>What was there afterwards.</summary>
    public Difference? State(RecordedStep recorded, Snapshot snapshot, ModuleFile module)
    {
        Difference? difference = null;
        if (recorded.SysfsAfter is not null) difference = Lines("sysfs", Sorted(recorded.SysfsAfter), Sorted(snapshot.Sysfs()));
        if (recorded.ModulesAfter is not null) difference ??= Lines("modules", recorded.ModulesAfter, snapshot.Modules());
        if (recorded.FtraceAfter is not null) difference ??= Lines("ftrace", [.. recorded.FtraceAfter.Select(Trampoline)], [.. snapshot.Ftrace().Select(Trampoline)]);
        // After other commands the recordings have these lists, but without having looked.
        bool looked = recorded.Command.StartsWith("insmod ", StringComparison.Ordinal);
        if (recorded.Resolved is not null && looked) difference ??= Resolved(recorded.Resolved, snapshot.Resolved());
        if (recorded.KlpRelocations is not null && looked) difference ??= Relocations(recorded.KlpRelocations, snapshot.Relocations(module));
        return difference;
    }

    private static Difference? Lines(string what, IReadOnlyList<string> recorded, IReadOnlyList<string> observed)
    {
        for (int i = 0; i < Math.Max(recorded.Count, observed.Count); i++)
        {
            string expected = i < recorded.Count ? recorded[i] : Nothing;
            string got = i < observed.Count ? observed[i] : Nothing;
            if (expected != got) return new Difference($"{what} line {i + 1}", expected, got);
        }

        return null;
    }

    private static List<string> Sorted(IEnumerable<SysfsLine> lines) =>
        [.. lines.OrderBy(static line => line.Path, StringComparer.Ordinal).Select(static line => $"{line.Mode} {line.Path}{(line.Dir ? "/" : $" = {line.Value ?? line.ReadError}")}")];

    private Difference? Resolved(IReadOnlyList<ResolvedFunc> recorded, List<ResolvedFunc> observed)
    {
        for (int i = 0; i < Math.Max(recorded.Count, observed.Count); i++)
        {
            ResolvedFunc? expected = i < recorded.Count ? recorded[i] : null;
            ResolvedFunc? got = i < observed.Count ? observed[i] : null;
            if (expected is not null && got is not null && Same(expected, got)) continue;
            return new Difference($"resolved {i + 1}", Text(expected), Text(got));
        }

        return null;
    }

    private bool Same(ResolvedFunc recorded, ResolvedFunc observed)
    {
        bool same = recorded.Patch == observed.Patch && recorded.Object == observed.Object && recorded.OldName == observed.OldName && recorded.Sympos == observed.Sympos
            && recorded.OldSize == observed.OldSize && recorded.NewSize == observed.NewSize
            && _places.Same(recorded.Patch, Number(recorded.NewFunc), Number(observed.NewFunc))
            && _places.Same(recorded.Object, Number(recorded.OldFunc), Number(observed.OldFunc));

        // Calls count from where they stand: where the module lies elsewhere, its bytes differ in them.
        if (!same || recorded.NewFuncBytes is null || observed.NewFuncBytes is null || recorded.NewFunc != observed.NewFunc) return same;
        if (recorded.NewFuncBytes.Length != observed.NewFuncBytes.Length) return false;
        for (int i = 0; i < recorded.NewFuncBytes.Length; i++)
        {
            if (recorded.NewFuncBytes[i] != observed.NewFuncBytes[i] && !observed.Distances.Contains(i / 2)) return false;
        }

        return true;
    }

    private Difference? Relocations(IReadOnlyList<WrittenRelocation> recorded, List<WrittenRelocation> observed)
    {
        Dictionary<string, WrittenRelocation> found = observed.ToDictionary(static relocation => $"{relocation.Section}+{relocation.Offset}");
        foreach (WrittenRelocation expected in recorded)
        {
            WrittenRelocation? got = found.GetValueOrDefault($"{expected.Section}+{expected.Offset}");
            bool same = got is not null && expected.Symbol == got.Symbol && expected.Type == got.Type && expected.Addend == got.Addend
                && expected.Address is null == got.Address is null && (expected.Address is null || _places.Same("", Number(expected.Address), Number(got.Address!)));
            if (!same) return new Difference($"klp relocation {expected.Section}+{expected.Offset}", $"{expected.Symbol} {expected.Address ?? "unwritten"}", got is null ? Nothing : $"{got.Symbol} {got.Address ?? "unwritten"}");
        }

        return recorded.Count == observed.Count ? null : new Difference("klp relocations", Text(recorded.Count), Text(observed.Count));
    }

    // Where modules lie is circumstance, how far into a page something lies is not.
    private static bool SameText(string recorded, string observed)
    {
        if (recorded == observed) return true;
        MatchCollection left = ModuleAddress().Matches(recorded);
        MatchCollection right = ModuleAddress().Matches(observed);
        if (left.Count == 0 || left.Count != right.Count || ModuleAddress().Replace(recorded, "ADDRESS") != ModuleAddress().Replace(observed, "ADDRESS")) return false;
        for (int i = 0; i < left.Count; i++)
        {
            if (Number(left[i].Value) % Page != Number(right[i].Value) % Page) return false;
        }

        return true;
    }

    private static ulong Number(string text) => ulong.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static string Text(object? value) => value switch
    {
        null => Nothing,
        ResolvedFunc func => $"{func.Patch} {func.Object}:{func.OldName},{func.Sympos} old {func.OldFunc}/{func.OldSize} new {func.NewFunc}/{func.NewSize} {func.NewFuncBytes}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    private static string Trampoline(string line) => TrampolineAddress().Replace(line, "tramp: ADDRESS");

    [GeneratedRegex(@"tramp: 0x[0-9a-f]{16}")]
    private static partial Regex TrampolineAddress();

    [GeneratedRegex(@"\bffffffffc[0-9a-f]{7}\b")]
    private static partial Regex ModuleAddress();

    private sealed class ModulePlaces
    {
        private readonly Dictionary<string, ulong> _distances = new(StringComparer.Ordinal);

        // All addresses in one module must have moved by the same whole pages.
        public bool Same(string module, ulong recorded, ulong observed)
        {
            if (recorded < ModuleArea || observed < ModuleArea) return recorded == observed;
            ulong distance = observed - recorded;
            if (distance % Page != 0) return false;
            if (module.Length == 0) return true;
            if (_distances.TryAdd(module, distance)) return true;
            return _distances[module] == distance;
        }
    }
}
