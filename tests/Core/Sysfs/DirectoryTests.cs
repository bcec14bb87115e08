using System.Collections.Immutable;
using System.Linq;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Sysfs;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Sysfs;

/// <summary>A directory has all its entries, however many come and go.</summary>
public sealed class DirectoryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    public void What_was_there_stays_when_more_comes_and_goes(int more)
    {
        Kernel kernel = TestKernel.Boot();
        kernel.Files.Find("/proc", out FileNode? proc);
        string[] before = [.. proc!.Children.Select(child => child.Name)];
        ImmutableArray<FileDefinition> files = [.. Enumerable.Range(0, more).Select(number => new FileDefinition($"/proc/extra{number}", "show"))];
        Assert.True(kernel.LoadModule(new ModuleDefinition("files") { Functions = [new("show", Body.Printing("here\n"))], Files = files }).Succeeded);
        foreach (Kernel each in (Kernel[])[kernel, kernel.Clone()])
        {
            each.Files.Find("/proc", out FileNode? now);
            Assert.Equal(before.Concat(files.Select(file => file.Path[6..])).Order(System.StringComparer.Ordinal), now!.Children.Select(child => child.Name));
            Assert.Equal("here\n", each.ReadFile($"/proc/extra{more - 1}").Output);
            Assert.True(each.UnloadModule("files").Succeeded);
            Assert.Equal(before, now.Children.Select(child => child.Name));
        }
    }
}
