using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using KlpShell.Core;
using KlpShell.Verdicts.Fuzzing;
using KlpShell.Verdicts.Playing;
using KlpShell.Verdicts.Records;
using Xunit;

namespace KlpShell.Verdicts.Tests;

/// <summary>The recorded verdicts of both kernels are reproduced, and broken files are survived.</summary>
public sealed class VerdictTests
{
    private const int Mutations = 4_000;

    [Theory]
    [InlineData("6.12")]
    [InlineData("6.1")]
    public void Every_recorded_verdict_is_reproduced(string release)
    {
        VerdictFolder folder = Open(release);
        VerdictPlayer player = new(folder);
        string[] differing = [.. folder.Verdicts.Select(verdict => (verdict, player.Play(verdict))).Where(static played => played.Item2 is not null).Select(static played => $"{played.verdict.File} [{string.Join("; ", played.verdict.Setup)}]: {played.Item2}")];
        Assert.Empty(differing);
        Assert.True(folder.Verdicts.Count >= 100, "the records are there");
    }

    [Theory]
    [InlineData("k001", "exit")]
    [InlineData("dmesg", "dmesg")]
    [InlineData("old", "resolved")]
    public void A_record_that_says_something_else_is_noticed(string change, string where)
    {
        VerdictFolder folder = Open("6.12");
        Verdict verdict = folder.Verdicts.First(static one => one.Exit == 0 && one.Resolved?.Count > 0);
        Verdict changed = change switch
        {
            "k001" => verdict with { Exit = 1 },
            "dmesg" => verdict with { Dmesg = [.. verdict.Dmesg!.Skip(1)] },
            _ => verdict with { Resolved = [.. verdict.Resolved!.Select(static func => func with { OldFunc = "ffffffff81000000" })] },
        };
        Assert.StartsWith(where, new VerdictPlayer(folder).Play(changed)?.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_files_neither_crash_nor_hang_nor_eat_memory()
    {
        VerdictFolder folder = Open("6.12");
        List<byte[]> seeds = [.. folder.Verdicts.Select(static verdict => verdict.File).Distinct().Select(name => folder.Module(name)!.Whole.ToArray()).Where(static bytes => bytes.Length > 64)];
        Fuzzer fuzzer = new(Kernel.Boot(folder.Definition), new Mutator(seeds, 20261123));
        Assert.Null(fuzzer.Run(Mutations));
        Assert.True(fuzzer.Verdicts.Count >= 3, "some load, some are refused, some can't be told");
    }

    private static VerdictFolder Open(string release) => VerdictFolder.Open(Path.Combine(AppContext.BaseDirectory, "data", release), new KernelSources());
}
