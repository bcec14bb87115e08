using System.Collections.Generic;

namespace KlpShell;

/// <summary>The way from a hooked function's entry: its five bytes, the trampoline that they call, and the handlers that run there.</summary>
public sealed record TrampolineInfo : INamed
{
    /// <summary>The hooked function.</summary>
    public string Function { get; internal init; } = "";

    /// <summary>vmlinux, or the module that it belongs to.</summary>
    public string Object { get; internal init; } = "";

    /// <summary>The kernel that it is in.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>Where the five bytes are.</summary>
    public ulong Location { get; internal init; }

    /// <summary>The five bytes, in hexadecimal.</summary>
    public string EntryBytes { get; internal init; } = "";

    /// <summary>Where the call in them goes; 0 for a NOP, as while ftrace is turned off.</summary>
    public ulong Address { get; internal init; }

    /// <summary>The trampoline's own code, in hexadecimal: it saves the registers, calls the handlers, takes back the registers, and goes on where they say. Null for the shared one, which is the kernel's own, and where there is none.</summary>
    public string? Code { get; internal init; }

    /// <summary>True for the shared trampoline, which asks all handlers; false for the only handler's own.</summary>
    public bool Shared { get; internal init; }

    /// <summary>Whose handlers run, in their order.</summary>
    public IReadOnlyList<string> Handlers { get; internal init; } = [];

    /// <summary>The line of enabled_functions for it.</summary>
    public string Description { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Function;

    string? INamed.NameFor(string kind) => kind is "Function" or "Symbol" ? Function : null;
}
