using System;
using KlpShell.Core.Livepatch;

namespace KlpShell.Session;

/// <summary>Says how far a wait is, as often as a person can use: at each hundredth of the limit, and not within a virtual second.</summary>
/// <param name="report">Takes the patch, the hundredths, and how many tasks have still to switch.</param>
internal sealed class Progress(Action<string, int, int> report)
{
    private TimeSpan _next;

    /// <summary>A wait goes on.</summary>
    public void At(TransitionStatus transition, TimeSpan now, TimeSpan end, TimeSpan timeout)
    {
        if (now < _next) return;
        TimeSpan hundredth = timeout / 100;
        _next = now + (hundredth > TimeSpan.FromSeconds(1) ? hundredth : TimeSpan.FromSeconds(1));
        report(transition.Patch.Name, timeout <= TimeSpan.Zero ? 100 : (int)Math.Clamp(100 - (100 * (end - now) / timeout), 0, 100), transition.Remaining);
    }
}
