using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using KlpShell.Core;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Paths;
using KlpShell.Core.Abi.Rules;
using KlpShell.Core.Abi.Searching;
using Xunit;

namespace KlpShell.Manifests.Tests.Shipped;

/// <summary>The entries that the project ships, against what its simulated kernels show and what the releases' features say.</summary>
public sealed class SimulatorAbiTests
{
    private const string Rewrite = "KLP_WRITE_DOCS";

    private static readonly AbiSet s_set = AbiSet.FromEntries(
        Directory.EnumerateFiles(Path.Combine(Support.Shipped.Folder, "abi"), "*.yaml").Order(StringComparer.Ordinal).SelectMany(file => Support.Shipped.Read(file).AbiEntries));

    private static readonly (string Path, Feature Feature)[] s_features = [.. Features.All.SelectMany(feature => feature.AbiPaths.Select(path => (path, feature)))];

    [Fact]
    public void EveryFileOfAFeatureHasAnEntryOfItsVeryName() =>
        Assert.All(s_features, one => Assert.Single(s_set.Named(one.Path)));

    [Fact]
    public void EveryEntryOfLivepatchIsAFeatures()
    {
        IEnumerable<string> names = s_set.Names.Where(name => name.StartsWith(SimulatedTrees.Livepatch, StringComparison.Ordinal));
        Assert.Equal(s_features.Select(one => one.Path).Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryEntryIsThereInARelease()
    {
        string[] paths = [.. SimulatedTrees.All.Values.SelectMany(tree => tree.Files.Concat(tree.Directories)).Distinct()];
        foreach (string name in s_set.Names)
        {
            AbiPathPattern pattern = AbiPathPattern.Parse(name)!;
            Assert.True(Array.Exists(paths, pattern.Covers), name);
        }
    }

    [Fact]
    public void AReleaseShowsTheFilesOfItsFeaturesAndNoOthers()
    {
        foreach ((Release release, (string[] files, string[] directories)) in SimulatedTrees.All)
        {
            string[] shown = [.. files.Concat(directories).Where(path => path.StartsWith(SimulatedTrees.Livepatch, StringComparison.Ordinal)).Select(NameOf).Distinct().Order(StringComparer.Ordinal)];
            IEnumerable<string> wanted = s_features.Where(one => release.Has(one.Feature)).Select(one => one.Path);
            if (release.Has(Features.SymbolPosition)) wanted = wanted.Where(path => !path.EndsWith("<function>", StringComparison.Ordinal));
            Assert.Equal(wanted.Order(StringComparer.Ordinal), shown);
        }
    }

    [Fact]
    public void NoFileOfTheSimulatorIsUndocumented()
    {
        foreach ((string[] files, _) in SimulatedTrees.All.Values)
        {
            Assert.Empty(AbiUndocumented.Find(s_set, new AbiTreeFiles(files)));

            // A directory's name covers any file in its place: each file has an entry of its own name.
            foreach (string file in files.Where(file => !AbiExclusions.Kernel.Leaves(file)))
            {
                string entry = s_set.Paths.Find(file)[0].Name;
                string name = file[(file.LastIndexOf('/') + 1)..];
                Assert.True(entry.EndsWith("/" + name, StringComparison.Ordinal) || entry.Split('{', ',', '}').Contains(name), $"{file}: {entry}");
            }
        }
    }

    [Fact]
    public void TheEntriesKeepTheRulesOfForm() =>
        Assert.Empty(AbiChecker.Check(s_set, new AbiCheckOptions { AsOf = new DateOnly(2025, 1, 1) }).Select(finding => finding.ToString()));

    [Fact]
    public void WhereADocumentAndTheReleaseThatShippedDiffer() => Assert.Equal(
        [
            "/sys/kernel/livepatch 3.19.0 4.0",
            "/sys/kernel/livepatch/<patch> 3.19.0 4.0",
            "/sys/kernel/livepatch/<patch>/<object> 3.19.0 4.0",
            "/sys/kernel/livepatch/<patch>/<object>/<function> 3.19.0 4.0",
            "/sys/kernel/livepatch/<patch>/enabled 3.19.0 4.0",
            "/sys/kernel/livepatch/<patch>/<object>/<function,sympos> 3.19.0 4.5",
        ],
        s_features.Where(Differs).Select(one => $"{one.Path} {Documented(one.Path)} {one.Feature.ShippedIn}"));

    [Fact]
    public void ThePageSaysWhatTheTestsFound()
    {
        string path = Path.Combine(Support.Shipped.Folder, "..", "docs", "livepatch-abi.md");
        string page = Page();
        if (Environment.GetEnvironmentVariable(Rewrite) is not null) File.WriteAllText(path, page);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == page, $"docs/livepatch-abi.md is out of date: run this test with {Rewrite}=1");
    }

    private static bool Differs((string Path, Feature Feature) one)
    {
        Assert.True(AbiKernelVersion.TryParse(Documented(one.Path), out AbiKernelVersion documented), one.Path);
        Assert.True(AbiKernelVersion.TryParse(one.Feature.ShippedIn, out AbiKernelVersion shipped), one.Feature.Name);
        return documented.CompareTo(shipped) != 0;
    }

    private static string Documented(string path) => s_set.Named(path)[0].KernelVersion;

    private static string NameOf(string path) => s_set.Paths.Find(path)[0].Name;

    private static string Page()
    {
        StringBuilder page = new();
        page.Append("# The files under /sys/kernel/livepatch\n\n");
        page.Append("Each is documented in `manifests/abi/livepatch.yaml`, with the date and the version that the kernel's own documents give. ");
        page.Append("Whether a file is there is never taken from that version: it is a feature of a release, with the version that shipped it.\n\n");
        page.Append("| name | level | the document says | shipped in | releases that show it |\n| --- | --- | --- | --- | --- |\n");
        foreach ((string path, Feature feature) in s_features)
        {
            string releases = string.Join(", ", SimulatedTrees.All.Where(tree => tree.Value.Files.Concat(tree.Value.Directories).Any(shown => shown.StartsWith(SimulatedTrees.Livepatch, StringComparison.Ordinal) && NameOf(shown) == path)).Select(tree => tree.Key.Name));
            page.Append(CultureInfo.InvariantCulture, $"| `{path}` | {s_set.Named(path)[0].Level.Folder()} | {Documented(path)} | {feature.ShippedIn} | {releases} |\n");
        }

        page.Append("\n## Where the two differ\n\nLivepatch was written for 3.19 and came with 4.0; the position behind a function's name came with 4.5, into an entry that kept its version.\n\n");
        foreach ((string path, Feature feature) in s_features.Where(Differs)) page.Append(CultureInfo.InvariantCulture, $"- `{path}`: {Documented(path)} in the document, {feature.ShippedIn} in fact\n");
        return page.ToString();
    }
}
