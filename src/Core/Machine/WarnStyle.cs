using System;
using System.Globalization;

namespace KlpShell.Core.Machine;

/// <summary>How a release prints a WARN (kernel/panic.c, __warn and warn_slowpath_fmt).</summary>
/// <param name="MessageFirst">True where the message stands before the place.</param>
/// <param name="EndTrace">The last line, for the number of the warning.</param>
internal sealed record WarnStyle(bool MessageFirst, Func<int, string> EndTrace)
{
    /// <summary>3.19 and 4.1.</summary>
    public static WarnStyle PlaceFirst { get; } = new(false, static number => string.Create(CultureInfo.InvariantCulture, $"---[ end trace {number:x16} ]---"));

    /// <summary>6.x.</summary>
    public static WarnStyle MessageBefore { get; } = new(true, static _ => "---[ end trace 0000000000000000 ]---");
}
