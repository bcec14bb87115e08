using System.Collections.Immutable;

namespace KlpShell.Core.Ftrace;

/// <summary>What differs between the ftrace of two releases.</summary>
/// <param name="PermanentGuard">True where kernel.ftrace_enabled can't be cleared under permanent ops (5.5 and later).</param>
public sealed record FtraceProfile(bool PermanentGuard)
{
    /// <summary>True where the only user that is left gets its own trampoline back (__ftrace_hash_rec_update of later kernels).</summary>
    public bool TrampolineComesBack { get; init; }

    /// <summary>True where /proc/kallsyms lists trampolines (5.8 and later).</summary>
    public bool ListsTrampolines { get; init; }

    /// <summary>Where tracefs is mounted: from 4.1 on in a place of its own, too.</summary>
    public ImmutableArray<string> Directories { get; init; } = ["/sys/kernel/debug/tracing"];

    /// <summary>How a line of enabled_functions reads.</summary>
    internal EnabledFunctionStyle Style { get; init; } = EnabledFunctionStyle.ListOnly;
}
