using System;

namespace KlpShell.Core.Machine;

/// <summary>Virtual time since boot. It moves only when a caller steps or waits, never by the clock on the wall.</summary>
public sealed class VirtualClock
{
    /// <summary>The time now, since boot.</summary>
    public TimeSpan Now { get; private set; }

    internal VirtualClock(TimeSpan now) => Now = now;

    internal void AdvanceTo(TimeSpan time)
    {
        if (time > Now) Now = time;
    }

    internal VirtualClock Clone() => new(Now);
}
