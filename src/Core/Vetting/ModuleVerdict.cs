using System.Collections.Generic;
using KlpShell.Core.Execution.MachineCode;
using KlpShell.Core.Machine;
using KlpShell.Core.ModuleFiles;

namespace KlpShell.Core.Vetting;

/// <summary>What would happen if a module's file were loaded into a kernel as it stands.</summary>
public sealed record ModuleVerdict
{
    /// <summary>The file.</summary>
    public required ModuleFile File { get; init; }

    /// <summary>The answer.</summary>
    public required VerdictKind Kind { get; init; }

    /// <summary>What the load came to.</summary>
    public required Status Status { get; init; }

    /// <summary>The check of the file that it didn't pass, with its place; null where that wasn't one of the file.</summary>
    public FileRefusal? FileRefusal { get; init; }

    /// <summary>What the kernel logs.</summary>
    public IReadOnlyList<LogRecord> Log { get; init; } = [];

    /// <summary>The taint that the kernel gets by it.</summary>
    public TaintFlags Taints { get; init; }

    /// <summary>What the file says of itself.</summary>
    public required ModuleContents Contents { get; init; }

    /// <summary>Every check, with its evidence.</summary>
    public IReadOnlyList<ModuleCheck> Checks { get; init; } = [];

    /// <summary>The modules that would be refused when they come.</summary>
    public IReadOnlyList<LateRefusal> Late { get; init; } = [];

    /// <summary>The functions as they are resolved; none where it is refused.</summary>
    public IReadOnlyList<ResolvedFunction> Functions { get; init; } = [];

    /// <summary>The patches that it takes the place of.</summary>
    public IReadOnlyList<string> Replaces { get; init; } = [];

    /// <summary>The machine code that was run by the load and could not be followed to its end: what it does was left out.</summary>
    public IReadOnlyList<OpaqueCode> Opaque { get; init; } = [];
}
