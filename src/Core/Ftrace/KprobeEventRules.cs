using KlpShell.Core.Machine;

namespace KlpShell.Core.Ftrace;

/// <summary>What differs between releases where a kprobe event is made (kernel/trace/trace_kprobe.c).</summary>
/// <param name="Missing">The error for a function that nobody has.</param>
/// <param name="Ambiguous">The error for a name that several functions have; none where the first is taken.</param>
/// <param name="Reports">True where each failed registration is logged.</param>
internal sealed record KprobeEventRules(Errno Missing, Errno Ambiguous, bool Reports)
{
    /// <summary>Until the symbol is looked up only by register_kprobe, which says what it found.</summary>
    public static KprobeEventRules Early { get; } = new(Errno.ENOENT, Errno.None, Reports: true);

    /// <summary>From number_of_same_symbols on, whose answer is passed on.</summary>
    public static KprobeEventRules Counted { get; } = new(Errno.ENOENT, Errno.EADDRNOTAVAIL, Reports: false);

    /// <summary>From validate_probe_symbol on: any such answer is a mistake in the command.</summary>
    public static KprobeEventRules Parsed { get; } = new(Errno.EINVAL, Errno.EINVAL, Reports: false);
}
