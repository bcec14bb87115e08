using System;

namespace KlpShell.Core.Tests.Support;

/// <summary>Measures what code allocates. The runtime now and then allocates on a test's thread for itself, so the least of several runs counts.</summary>
internal static class Allocations
{
    public static long Least(Action code)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 10 && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            code();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
