using System;
using System.IO;
using System.Linq;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Reading;
using Xunit;

namespace KlpShell.Core.Tests.Abi;

/// <summary>Folders of the disk as they may be found.</summary>
public sealed class AbiFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("klp-abi-").FullName;

    public AbiFolderTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "testing"));
        Write("testing/a", "What: /sys/a\nDescription: X\n");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_loop_of_links_is_not_followed()
    {
        Directory.CreateSymbolicLink(Path.Combine(_root, "testing", "loop"), "..");
        File.CreateSymbolicLink(Path.Combine(_root, "testing", "itself"), "itself");
        AbiSet set = Read();
        Assert.Single(set.Entries);
        Assert.Equal(["ABI001"], set.Documents.SelectMany(d => d.Problems).Select(p => p.Rule));
    }

    [Fact]
    public void A_file_that_went_meanwhile_is_told()
    {
        var vanishing = new Vanishing(new AbiFolder(_root), Path.Combine(_root, "testing", "a"));
        AbiFinding problem = Assert.Single(AbiTreeReader.Read(vanishing).Documents.Single().Problems);
        Assert.Equal(("ABI001", "testing/a"), (problem.Rule, problem.File));
    }

    [Fact]
    public void A_file_of_a_hundred_megabytes_is_not_taken_in()
    {
        using (FileStream large = File.Create(Path.Combine(_root, "testing", "large")))
            large.SetLength(100 << 20);
        long before = GC.GetAllocatedBytesForCurrentThread();
        AbiSet set = Read();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Contains("104,857,600 bytes", set.Documents[1].Problems[0].Message, StringComparison.Ordinal);
        Assert.Single(set.Entries);
    }

    [Fact]
    public void A_folder_of_one_level_keeps_its_name()
    {
        AbiSet set = AbiTreeReader.Read(new AbiFolder(Path.Combine(_root, "testing")));
        Assert.Equal(("testing/a", AbiLevel.Testing), (set.Entries[0].File, set.Entries[0].Level));
    }

    [Theory]
    [InlineData("testing/.a")]
    [InlineData(".git/a")]
    [InlineData("testing/a.orig")]
    [InlineData("testing/a.rej")]
    [InlineData("testing/a.org")]
    [InlineData("testing/a.bak")]
    [InlineData("testing/a~")]
    [InlineData("README")]
    [InlineData("testing/README.old")]
    public void What_is_no_file_of_entries_is_skipped(string path) => Assert.True(AbiTreeReader.IsSkipped(path));

    [Fact]
    public void A_folder_that_is_not_there_is_said() => Assert.Throws<DirectoryNotFoundException>(() => AbiTreeReader.Read(new AbiFolder(Path.Combine(_root, "none"))));

    private AbiSet Read() => AbiTreeReader.Read(new AbiFolder(_root));

    private void Write(string path, string text) => File.WriteAllText(Path.Combine(_root, path), text);

    private sealed class Vanishing(AbiFolder folder, string file) : IAbiFileSource
    {
        public System.Collections.Generic.IEnumerable<string> Paths
        {
            get
            {
                string[] paths = [.. folder.Paths];
                File.Delete(file);
                return paths;
            }
        }

        public AbiFileContent Read(string path) => folder.Read(path);
    }
}
