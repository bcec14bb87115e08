using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;
using Xunit;

namespace KlpShell.Core.Tests.Sysfs;

/// <summary>A directory keeps its entries, however many there are.</summary>
public sealed class FileNodeTests
{
    [Theory(DisplayName = "each entry stays, is found, is cloned, and goes when it is removed")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(40)]
    public void Entries(int count)
    {
        FileNode directory = new("d", 0x1ED, null, null);
        string[] names = [.. Enumerable.Range(10, count).Select(static number => "n" + number)];
        for (int i = 0; i < count; i++)
        {
            directory.AddDirectory(names[i]);
            Assert.Equal(names[..(i + 1)], directory.Children.Select(static child => child.Name));
            Assert.All(names[..(i + 1)], name => Assert.Same(directory, directory.Child(name)?.Parent));
        }

        Assert.False(directory.TryAdd(new FileNode(names[0], 0x1ED, null, null)));
        FileNode clone = new CloneContext(0).Copy(directory);
        Assert.Equal(names, clone.Children.Select(static child => child.Name));
        Assert.All(clone.Children, child => Assert.Same(clone, child.Parent));
        foreach (string name in names) directory.Child(name)!.Remove();
        Assert.Equal(0, directory.Count);
        Assert.Equal(count, clone.Count);
    }
}
