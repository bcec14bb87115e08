using System.Collections.Generic;
using KlpShell.Core.Machine;
using KlpShell.Core.Vetting;

namespace KlpShell;

/// <summary>What would happen if a module's file were loaded.</summary>
public sealed record ModuleVerdictInfo : INamed
{
    /// <summary>The file.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The module's name, as lsmod would show it.</summary>
    public string Module { get; internal init; } = "";

    /// <summary>The kernel that it was vetted for.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>The answer.</summary>
    public VerdictKind Verdict { get; internal init; }

    /// <summary>True for a module that is marked as a live patch.</summary>
    public bool IsLivepatch { get; internal init; }

    /// <summary>What the load comes back with; None where it loads.</summary>
    public Errno Errno { get; internal init; }

    /// <summary>The errno as a number.</summary>
    public int ErrorNumber => (int)Errno;

    /// <summary>The stable name of the check that refuses it; empty where none does.</summary>
    public string ErrorId { get; internal init; } = "";

    /// <summary>What fails the check: a symbol, an object, a file; empty where nothing does.</summary>
    public string Subject { get; internal init; } = "";

    /// <summary>Why, in a sentence; empty where it loads.</summary>
    public string Reason { get; internal init; } = "";

    /// <summary>The byte of the file that the check looked at; null where it wasn't one of the file.</summary>
    public long? Offset { get; internal init; }

    /// <summary>What the kernel logs.</summary>
    public IReadOnlyList<LogInfo> Log { get; internal init; } = [];

    /// <summary>The letters of the taint that the kernel gets by it.</summary>
    public string Taint { get; internal init; } = "";

    /// <summary>Every check, with its evidence.</summary>
    public IReadOnlyList<ModuleCheckInfo> Checks { get; internal init; } = [];

    /// <summary>The modules that would be refused when they come.</summary>
    public IReadOnlyList<LateRefusalInfo> Late { get; internal init; } = [];

    /// <summary>The functions as they are resolved; none where it is refused.</summary>
    public IReadOnlyList<ResolvedFunctionInfo> Functions { get; internal init; } = [];

    /// <summary>The patches that it takes the place of.</summary>
    public IReadOnlyList<string> Replaces { get; internal init; } = [];

    /// <summary>Machine code that its load runs and that could not be followed to its end: what that does was left out.</summary>
    public IReadOnlyList<string> Unfollowed { get; internal init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Module}: {Verdict}";

    string? INamed.NameFor(string kind) => kind switch
    {
        "Path" => Path,
        "Module" => Module,
        _ => null,
    };
}
