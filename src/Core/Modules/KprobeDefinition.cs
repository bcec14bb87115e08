using KlpShell.Core.Ftrace;

namespace KlpShell.Core.Modules;

/// <summary>A probe that lies in a module's data (struct kprobe, kretprobe or jprobe), for its code to register: <c>register_kprobe</c> and its kin take its number.</summary>
/// <param name="SymbolName">The function that it sits on.</param>
/// <param name="Kind">Which handler it has, or which kind of probe it is.</param>
public sealed record KprobeDefinition(string SymbolName, KprobeKind Kind);
