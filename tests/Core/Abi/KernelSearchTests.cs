using System;
using System.Diagnostics;
using System.IO;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Reading;
using Xunit;

namespace KlpShell.Core.Tests.Abi;

/// <summary>What is read is, byte for byte, what the kernel's own tool prints: over the fixtures as recorded, over real trees side by side.</summary>
public sealed class KernelSearchTests
{
    [Fact]
    public void The_fixtures_read_as_the_kernels_tool_printed_them()
    {
        string recorded = AbiBytes.Text(File.ReadAllBytes(Path.Combine(AbiTexts.Fixtures, "kernel-search.txt")));
        Assert.Equal(recorded, KernelSearch.Print(AbiTexts.FixtureTree, "./"), ignoreLineEndingDifferences: false);
    }

    [SkippableTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void A_real_tree_reads_as_the_kernels_tool_prints_it(string version)
    {
        string? tool = Environment.GetEnvironmentVariable("KLP_GET_ABI");
        string? folder = AbiTexts.Corpus(version);
        Skip.If(folder is null, AbiTexts.NoCorpus);
        Skip.If(!File.Exists(tool), "KLP_GET_ABI does not name the kernel's scripts/get_abi.pl.");
        string printed = Run("perl", tool!, "--dir", folder, "search", ".");
        Assert.Equal(printed, KernelSearch.Print(AbiTreeReader.Read(new AbiFolder(folder)), folder + "/"), ignoreLineEndingDifferences: false);
    }

    private static string Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return AbiBytes.Text(output.ToArray());
    }
}
