using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Engine;

/// <summary>The engine is no second PowerShell: it stays small, and this says when it does not.</summary>
public sealed partial class SizeTests
{
    private static IEnumerable<string[]> Files => new[] { "Engine", "Repl" }
        .SelectMany(room => Directory.EnumerateFiles(Path.Combine(Places.Root, "src", room), "*.cs", SearchOption.AllDirectories))
        .Where(path => !path.Contains("/obj/") && !path.Contains("/bin/")).Select(File.ReadAllLines);

    [Fact]
    public void No_file_is_long_and_most_are_short()
    {
        var lengths = Files.Select(lines => lines.Length).Order().ToList();
        Assert.InRange(lengths[^1], 1, 399);
        Assert.InRange(lengths[lengths.Count / 2], 1, 99);
    }

    // Counted are lines that say something: no blanks, no lone braces, no usings, no comments.
    [Fact]
    public void The_engine_and_the_shell_together_stay_small() => Assert.InRange(Files.Sum(lines => lines.Count(line => !Silent().IsMatch(line))), 1000, 4000);

    [GeneratedRegex(@"^\s*([{}]+[;,)]*)?\s*$|^namespace|^using|^\s*//")]
    private static partial Regex Silent();
}
