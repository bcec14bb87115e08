using System.Linq;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Paths;
using Xunit;

namespace KlpShell.Core.Tests.Abi;

/// <summary>A concrete path finds the names that cover it, in every form in which the documents write a placeholder.</summary>
public sealed class AbiPathTests
{
    [Theory]
    [InlineData("/sys/kernel/livepatch/<patch>/enabled", "/sys/kernel/livepatch/foo/enabled", true)]
    [InlineData("/sys/kernel/livepatch/<patch>/enabled", "/sys/kernel/livepatch/foo/bar/enabled", false)]
    [InlineData("/sys/kernel/livepatch/<patch>/enabled", "/sys/kernel/livepatch/foo/enabled/", true)]
    [InlineData("/sys/a/<config num>.<interface num>/b", "/sys/a/1.0/b", true)]
    [InlineData("/sys/a/{x}/b", "/sys/a/one/b", true)]
    [InlineData("/sys/a/b[x]", "/sys/a/b", true)]
    [InlineData("/sys/a/b[x]", "/sys/a/b12", true)]
    [InlineData("/sys/a/fw*/id", "/sys/a/fw0/id", true)]
    [InlineData("/sys/a/fw*/id", "/sys/a/fw/id", true)]
    [InlineData("/sys/a/fw*/id", "/sys/a/fw0/sub/id", false)]
    [InlineData("/sys/a/*/id", "/sys/a/one/two/id", true)]
    [InlineData("/sys/a/XX/b", "/sys/a/7/b", true)]
    [InlineData("/sys/a/XXXX.ipa/b", "/sys/a/1e40000.ipa/b", true)]
    [InlineData("/sys/a/cpuX/b", "/sys/a/cpu12/b", true)]
    [InlineData("/sys/a/cpuX/b", "/sys/a/cpu/b", false)]
    [InlineData("/sys/a/in_voltageY-voltageZ_raw", "/sys/a/in_voltage0-voltage1_raw", true)]
    [InlineData("/sys/a/TXT", "/sys/a/TXT", true)]
    [InlineData("/sys/a/TXT", "/sys/a/T1T", false)]
    [InlineData("/sys/a/port_A_state", "/sys/a/port_1_state", true)]
    [InlineData("/sys/a/stateN/usage", "/sys/a/state3/usage", true)]
    [InlineData("/sys/a/xen_cpu#/online", "/sys/a/xen_cpu1/online", true)]
    [InlineData("/sys/a/NAME", "/sys/a/1AME", false)]
    [InlineData("/sys/bus/usb/devices/.../power", "/sys/bus/usb/devices/1-1/1-1.2/power", true)]
    [InlineData("/sys/bus/usb/devices/.../power", "/sys/bus/usb/devices/power", false)]
    [InlineData("/sys/bus/sdw:.../status", "/sys/bus/sdw:0:1/status", true)]
    [InlineData(".../1.ipa/version", "/sys/devices/platform/1.ipa/version", true)]
    [InlineData("/sys/a/b[0-9]+", "/sys/a/b12", true)]
    [InlineData("/sys/a/b[0-9]+", "/sys/a/bx", false)]
    [InlineData("/sys/a/b[0-15]", "/sys/a/b15", true)]
    [InlineData("/sys/a/b[1-3]_x", "/sys/a/b2_x", true)]
    [InlineData("/sys/a/b[1-3]_x", "/sys/a/b4_x", false)]
    [InlineData("/sys/a/{min,max}_rate", "/sys/a/max_rate", true)]
    [InlineData("/sys/a/{min,max}_rate", "/sys/a/mid_rate", false)]
    [InlineData("/sys/a/<read|write>/x", "/sys/a/write/x", true)]
    [InlineData("/sys/a/<function,sympos>", "/sys/a/vfs_read,1", true)]
    [InlineData("/sys/a/<function,sympos>", "/sys/a/function", false)]
    [InlineData("/sys/a/{function,sympos}", "/sys/a/function", true)]
    [InlineData("/sys/a/<read|write>/x", "/sys/a/erase/x", false)]
    [InlineData("/sys/a/level = <number>", "/sys/a/level", true)]
    [InlineData("/sys/o2cb symlink", "/sys/o2cb", true)]
    [InlineData("/sys/a\\_b", "/sys/a_b", true)]
    [InlineData("/sys/a/<one/two>/b", "/sys/a/x/y/b", true)]
    [InlineData("/sys/a.b", "/sys/axb", false)]
    [InlineData("/sys/a/<open", "/sys/a/<open", true)]
    [InlineData("/sys/block/<disk>/queue/", "/sys/block/sda/queue", true)]
    public void A_name_covers_its_paths(string name, string path, bool covered)
    {
        AbiSet set = AbiSet.FromEntries([new AbiEntry([name], AbiLevel.Testing)]);
        Assert.Equal(covered ? 1 : 0, set.Paths.Find(path).Length);
    }

    [Fact]
    public void Names_that_are_no_paths_or_would_cover_all_cover_nothing()
    {
        Assert.Null(AbiPathPattern.Parse("devfs"));
        AbiSet set = AbiSet.FromEntries([new AbiEntry(["devfs", "/sys/.../<device>/<id>"], AbiLevel.Testing)]);
        Assert.Empty(set.Paths.Find("/sys/a/b/c"));
        Assert.Empty(set.Paths.Find("devfs"));
        Assert.Empty(set.Paths.Find("/"));
    }

    [Fact]
    public void The_name_that_says_most_comes_first()
    {
        AbiSet set = AbiTexts.Set(("testing/a", "What: /sys/class/*/name\nDescription: X\nWhat: /sys/class/kettle/<k>/name\nDescription: Y\nWhat: /sys/class/kettle/big/name\nDescription: Z\n"));
        Assert.Equal(["Z", "Y", "X"], set.Paths.Find("/sys/class/kettle/big/name").Select(m => m.Entry.Description));
        Assert.Equal(["Y", "X"], set.Paths.Find("/sys/class/kettle/small/name").Select(m => m.Entry.Description));
    }

    [Fact]
    public void An_entry_is_found_once_with_the_name_that_says_most()
    {
        AbiSet set = AbiTexts.Set(("testing/a", "What: /sys/a/*\nWhat: /sys/a/<x>\nWhat: /sys/a/b\nDescription: X\n"));
        AbiPathMatch match = Assert.Single(set.Paths.Find("/sys/a/b"));
        Assert.Equal("/sys/a/b", match.Name);
    }

    [Fact]
    public void Placeholders_of_other_names_have_one_shape()
    {
        Assert.Equal(AbiPathPattern.Parse("/sys/a/<x>/b")!.Shape, AbiPathPattern.Parse("/sys/a/<other>/b")!.Shape);
        Assert.NotEqual(AbiPathPattern.Parse("/sys/a/<x>/b")!.Shape, AbiPathPattern.Parse("/sys/a/x/b")!.Shape);
        Assert.True(AbiPathPattern.Parse("/sys/a")!.Covers("/sys/a"));
        Assert.True(AbiPathPattern.Parse("/sys/a")!.IsLiteral);
    }

    [Fact]
    public void A_wildcard_after_wildcard_does_not_explode()
    {
        string name = "/sys/" + string.Concat(Enumerable.Repeat("*a", 40));
        AbiSet set = AbiSet.FromEntries([new AbiEntry([name], AbiLevel.Testing)]);
        Assert.Empty(set.Paths.Find("/sys/" + new string('a', 200) + "b"));
    }
}
