using KlpShell.Core.Machine;

namespace KlpShell.Core.Faults;

/// <summary>
/// A failure that is injected: which place fails, when, and with what. The properties are those of the kernel's own fault injection
/// (struct fault_attr, lib/fault-inject.c, should_fail_ex; Documentation/fault-injection), with its rules and its order: a call is let pass while
/// <see cref="Times"/> is used up, then while <see cref="Space"/> lasts, then but for each <see cref="Interval"/>th, then by <see cref="Probability"/>.
/// </summary>
/// <param name="Point">The place.</param>
public sealed record Fault(FaultPoint Point)
{
    /// <summary>The value of <see cref="Times"/> that stands for no limit.</summary>
    public const int Always = -1;

    /// <summary>With what a function fails (the file <c>retval</c> of fail_function). An allocation that fails is ENOMEM, whatever is said here.</summary>
    public Errno Errno { get; init; } = Errno.ENOMEM;

    /// <summary>How likely it is, in percent, that a call which comes so far fails: 1 to 100. Chance is drawn from the place and the number of the call, so that the same kernel does the same again.</summary>
    public int Probability { get; init; } = 100;

    /// <summary>Each how manieth call fails, of those that come so far; 1 for all.</summary>
    public int Interval { get; init; } = 1;

    /// <summary>How often it fails at most; <see cref="Always"/> for no limit.</summary>
    public int Times { get; init; } = 1;

    /// <summary>A budget of which each call takes 1; the first call that may fail is the one of this number. 0 and 1 let none pass.</summary>
    public int Space { get; init; }

    /// <summary>More than 0 to log each failure, as the kernel does (fail_dump, without its stack).</summary>
    public int Verbose { get; init; }

    /// <summary>What a place that fails gives back.</summary>
    internal Errno Gives => FaultPoints.IsAllocation(Point) ? Errno.ENOMEM : Errno;

    /// <summary>Whether a call fails.</summary>
    /// <param name="call">Which call of the place it is, from 1.</param>
    /// <param name="struck">How often it has failed.</param>
    /// <param name="salt">What tells one fault's chances from another's.</param>
    internal bool Strikes(long call, long struck, int salt)
    {
        if (Times != Always && struck >= Times) return false;
        if (call < Space) return false;
        long counted = Space > 1 ? call - Space + 1 : call;
        if (Interval > 1 && counted % Interval != 0) return false;
        return Probability >= 100 || Chance(((ulong)(uint)salt << 40) ^ ((ulong)Point << 32) ^ (ulong)call) < (ulong)Probability;
    }

    // SplitMix64: the same number for the same call, and no pattern from one to the next.
    private static ulong Chance(ulong number)
    {
        number += 0x9e3779b97f4a7c15;
        number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
        number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
        return (number ^ (number >> 31)) % 100;
    }
}
