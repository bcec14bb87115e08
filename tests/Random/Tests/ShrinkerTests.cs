using System.Collections.Generic;
using System.Linq;
using KlpShell.Core;
using KlpShell.Histories.Operations;
using KlpShell.Histories.Playing;
using KlpShell.Histories.Shrinking;
using Xunit;

namespace KlpShell.Histories.Tests;

/// <summary>A failing history is cut down to what it takes.</summary>
public sealed class ShrinkerTests
{
    [Fact(DisplayName = "two steps in their order are all that is left of two hundred")]
    public void Cuts()
    {
        List<Operation> history = [.. Enumerable.Range(1, 200).Select(static number => new Step(number))];
        HistoryResult found = new Shrinker(Release.Linux612, Play).Shrink(Play(history));
        Assert.Equal([new Step(17), new Step(142)], found.Operations);

        static HistoryResult Play(IReadOnlyList<Operation> operations)
        {
            int first = operations.ToList().IndexOf(new Step(17));
            int second = operations.ToList().IndexOf(new Step(142));
            return new HistoryResult(operations, first >= 0 && second > first ? new Failure(second, "broken", "", operations[second]) : null, 0);
        }
    }

    [Fact(DisplayName = "arguments become simpler while the same invariant breaks, and no other")]
    public void Simplifies()
    {
        Operation history = new Step(16_000);
        HistoryResult found = new Shrinker(Release.Linux612, Play).Shrink(Play([history, new Read("/proc/cmdline")]));
        Assert.Equal([new Step(1000)], found.Operations);

        // Without any step another thing is wrong, which isn't what was looked for.
        static HistoryResult Play(IReadOnlyList<Operation> operations) =>
            new(operations, new Failure(0, operations.Any(static operation => operation is Step) ? "broken" : "other", "", operations[0]), 0);
    }
}
