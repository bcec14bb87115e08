using System;
using System.IO;
using System.Linq;
using System.Text;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Reading;
using Xunit;

namespace KlpShell.Core.Tests.Abi;

/// <summary>Documents made up in a test, the fixture tree, and the kernel's own trees where they are at hand.</summary>
internal static class AbiTexts
{
    public const string NoCorpus = "KLP_ABI_CORPUS names no folder with the Documentation/ABI of 6.1 and 6.12.";

    public static string Fixtures { get; } = Path.Combine(Root(), "tests", "Core", "Abi", "fixtures");

    public static AbiSet FixtureTree { get; } = AbiTreeReader.Read(new AbiFolder(Path.Combine(Fixtures, "tree")));

    public static AbiDocument Document(string text, string file = "testing/file") => AbiTextReader.Read(file, Encoding.UTF8.GetBytes(text));

    public static AbiEntry Entry(string text, string file = "testing/file") => Assert.Single(Document(text, file).Entries);

    public static AbiSet Set(params (string File, string Text)[] files) => AbiTreeReader.Read(AbiMemoryFiles.FromText(files));

    public static string[] Rules(AbiDocument document) => [.. document.Problems.Select(p => $"{p.Rule}:{p.Line}")];

    /// <summary>The tree of a kernel; null when there is none on this machine.</summary>
    public static string? Corpus(string version)
    {
        string? root = Environment.GetEnvironmentVariable("KLP_ABI_CORPUS");
        string? folder = root is null ? null : Path.Combine(root, version);
        return Directory.Exists(folder) ? folder : null;
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "KlpShell.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("No KlpShell.sln above the tests.");
    }
}
