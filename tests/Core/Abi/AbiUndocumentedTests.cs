using System;
using System.IO;
using System.Linq;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Paths;
using Xunit;

namespace KlpShell.Core.Tests.Abi;

/// <summary>Files of a tree that no entry covers.</summary>
public sealed class AbiUndocumentedTests
{
    private static readonly AbiSet s_set = AbiTexts.Set((
        "testing/a",
        "What: /sys/class/kettle/<k>/water\nWhat: /sys/class/kettle/<k>/lid/\nDescription: X\nWhat: /sys/class/kettle/<k>/device/heat\nDescription: Y\n"));

    [Fact]
    public void Files_without_an_entry_are_listed_in_order()
    {
        string[] files = ["/sys/class/kettle/k0/water", "/sys/class/kettle/k0/steam", "/sys/class/kettle/k0/lid", "/sys/a"];
        Assert.Equal(["/sys/a", "/sys/class/kettle/k0/lid", "/sys/class/kettle/k0/steam"], AbiUndocumented.Find(s_set, new AbiTreeFiles(files)).AsEnumerable());
        Assert.All(AbiUndocumented.Check(s_set, new AbiTreeFiles(files)), f => Assert.Equal("ABI060", f.Rule));
    }

    [Fact]
    public void A_file_is_documented_by_any_way_to_it()
    {
        var tree = new AbiTreeFiles(
            ["/sys/devices/stove/kettle/k0/water", "/sys/devices/stove/heat", "/sys/devices/stove/kettle/k0/steam"],
            [("/sys/class/kettle/k0", "/sys/devices/stove/kettle/k0"), ("/sys/class/kettle/k1", "/sys/devices/stove/kettle/k1"), ("/sys/class/kettle/k0/device", "/sys/devices/stove")]);
        Assert.Equal(["/sys/devices/stove/kettle/k0/steam"], AbiUndocumented.Find(s_set, tree).AsEnumerable());
    }

    [Theory]
    [InlineData("/sys/kernel/debug/x")]
    [InlineData("/sys/kernel/tracing/x")]
    [InlineData("/sys/kernel/slab/debug_cache/x")]
    [InlineData("/sys/fs/cgroup/x")]
    [InlineData("/sys/fs/bpf/x")]
    [InlineData("/sys/firmware/acpi/x")]
    [InlineData("/sys/module/a/sections/.text")]
    [InlineData("/sys/module/a/notes/n")]
    [InlineData("/sys/module/a/parameters/p")]
    public void What_the_kernels_tool_leaves_out_is_left_out(string file)
    {
        Assert.Empty(AbiUndocumented.Find(s_set, new AbiTreeFiles([file])));
        Assert.Single(AbiUndocumented.Find(s_set, new AbiTreeFiles([file]), AbiExclusions.None));
    }

    [Fact]
    public void Modules_are_left_out_where_later_tools_do()
    {
        var tree = new AbiTreeFiles(["/sys/module/a/refcnt"]);
        Assert.Single(AbiUndocumented.Find(s_set, tree));
        Assert.Empty(AbiUndocumented.Find(s_set, tree, AbiExclusions.WithoutModules));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_folder_is_listed_with_its_links_and_its_loops(bool asLinux)
    {
        asLinux &= LinuxDirectory.IsThere;
        string root = Directory.CreateTempSubdirectory("klp-abi-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(root, "devices", "k0"));
            Directory.CreateDirectory(Path.Combine(root, "class", "kettle"));
            File.WriteAllText(Path.Combine(root, "devices", "k0", "water"), "1\n");
            Directory.CreateSymbolicLink(Path.Combine(root, "class", "kettle", "k0"), "../../devices/k0");
            Directory.CreateSymbolicLink(Path.Combine(root, "devices", "k0", "loop"), "..");
            File.CreateSymbolicLink(Path.Combine(root, "class", "wärme"), "../devices/k0/water");
            Directory.CreateSymbolicLink(Path.Combine(root, "class", "gone"), "../no/such/folder");
            AbiTreeFiles tree = AbiTreeFolder.List(root, "/sys", null, asLinux);
            Assert.Equal(["/sys/devices/k0/water"], tree.Files);
            Assert.Equal(
                [("/sys/class/gone", "/sys/no/such/folder"), ("/sys/class/kettle/k0", "/sys/devices/k0"), ("/sys/class/wärme", "/sys/devices/k0/water"), ("/sys/devices/k0/loop", "/sys/devices")],
                tree.Links.OrderBy(link => link.Link, StringComparer.Ordinal));
            Assert.Empty(AbiUndocumented.Find(s_set, tree));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void What_is_left_out_is_not_even_looked_into()
    {
        string root = Directory.CreateTempSubdirectory("klp-abi-").FullName;
        try
        {
            foreach (string folder in (string[])["module/a/parameters", "module/a/notes", "module/a/sections", "kernel/debug", "fs/cgroup/x"])
            {
                Directory.CreateDirectory(Path.Combine(root, folder));
                File.WriteAllText(Path.Combine(root, folder, "f"), "");
            }

            Assert.Empty(AbiTreeFolder.List(root, "/sys").Files);
            Assert.Equal(5, AbiTreeFolder.List(root, "/sys", AbiExclusions.None).Files.Count);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said() =>
        Assert.Throws<DirectoryNotFoundException>(() => AbiTreeFolder.List(Path.Combine(Path.GetTempPath(), "no-such-folder-" + Guid.NewGuid())));
}
