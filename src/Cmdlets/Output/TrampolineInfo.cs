using System.Collections.Generic;

namespace KlpShell;

/// <summary>The way from a hooked function's entry: its five bytes, the trampoline that they call, and the handlers that run there.</summary>
public sealed record TrampolineInfo : INamed
{
    /// <summary>The hooked function.</summary>
    public required string Function { get; init; }

    /// <summary>vmlinux, or the module that it belongs to.</summary>
    public required string Object { get; init; }

    /// <summary>The kernel that it is in.</summary>
    public required string Kernel { get; init; }

    /// <summary>Where the five bytes are.</summary>
    public required ulong Location { get; init; }

    /// <summary>The five bytes, in hexadecimal.</summary>
    public required string EntryBytes { get; init; }

    /// <summary>Where the call in them goes; 0 for a NOP, as while ftrace is turned off.</summary>
    public required ulong Address { get; init; }

    /// <summary>True for the shared trampoline, which asks all handlers; false for the only handler's own.</summary>
    public required bool Shared { get; init; }

    /// <summary>Whose handlers run, in their order.</summary>
    public required IReadOnlyList<string> Handlers { get; init; }

    /// <summary>The line of enabled_functions for it.</summary>
    public required string Description { get; init; }

    string? INamed.NameFor(string kind) => kind is "Function" or "Symbol" ? Function : null;
}
