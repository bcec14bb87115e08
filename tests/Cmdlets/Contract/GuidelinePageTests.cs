using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Contract;

/// <summary>docs/cmdlet-guidelines.md has all forty points, and each says where it is shown: in a test or a file that is there.</summary>
public sealed partial class GuidelinePageTests
{
    [Fact]
    public void All_forty_points_are_there_and_shown_somewhere()
    {
        string[][] rows = [.. File.ReadAllLines(Path.Combine(Shipped.Root, "docs", "cmdlet-guidelines.md")).Where(line => Row().IsMatch(line)).Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];
        Assert.Equal(Enumerable.Range(1, 40).Select(number => $"{number}"), rows.Select(row => row[0]));
        string tests = string.Join('\n', Directory.GetFiles(Path.Combine(Shipped.Root, "tests"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));
        foreach (string[] row in rows)
        {
            Assert.Equal(4, row.Length);
            string[] places = [.. Place().Matches(row[3]).Select(place => place.Groups[1].Value)];
            Assert.True(places.Length > 0, $"point {row[0]} says where it is shown");
            foreach (string place in places)
            {
                bool there = place.Contains('/', StringComparison.Ordinal)
                    ? File.Exists(Path.Combine(Shipped.Root, place))
                    : tests.Contains($"class {place.Split('.')[0]}", StringComparison.Ordinal) && tests.Contains($" {place.Split('.')[^1]}(", StringComparison.Ordinal);
                Assert.True(there, $"point {row[0]}: there is no {place}");
            }
        }
    }

    [GeneratedRegex(@"^\| \d+ \|")]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Place();
}
