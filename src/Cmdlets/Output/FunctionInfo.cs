using System.Collections.Generic;
using KlpShell.Session;

namespace KlpShell;

/// <summary>A function as it was at one moment: whether it is patched, by whom, and who else wants to be.</summary>
public sealed record FunctionInfo : INamed
{
    /// <summary>Its symbol.</summary>
    public required string Name { get; init; }

    /// <summary>vmlinux, or the module that it belongs to.</summary>
    public required string Object { get; init; }

    /// <summary>The kernel that it is in.</summary>
    public required string Kernel { get; init; }

    /// <summary>Its running address; 0 while its module isn't loaded.</summary>
    public required ulong Address { get; init; }

    /// <summary>Its length in bytes.</summary>
    public required ulong Size { get; init; }

    /// <summary>How many symbols of this name its object has.</summary>
    public required int Matches { get; init; }

    /// <summary>Which of them it is by address, from 1.</summary>
    public required int Position { get; init; }

    /// <summary>What a call of it comes to.</summary>
    public required FunctionState State { get; init; }

    /// <summary>The patch whose code runs; null where it is the function's own.</summary>
    public required string? Winner { get; init; }

    /// <summary>The function whose code runs.</summary>
    public required string? Runs { get; init; }

    /// <summary>Where that code is.</summary>
    public required ulong RunsAddress { get; init; }

    /// <summary>All who see its calls, in the order in which their handlers run.</summary>
    public required IReadOnlyList<string> Hooks { get; init; }

    /// <summary>The registered patches that replace it, enabled or not, in the order of the kernel's list.</summary>
    public required IReadOnlyList<string> Patches { get; init; }

    /// <summary>True when ftrace can trace it, and livepatch so can patch it.</summary>
    public required bool Traceable { get; init; }

    /// <summary>Where its five bytes are; 0 where it isn't traceable.</summary>
    public required ulong Location { get; init; }

    /// <summary>The five bytes, in hexadecimal: a NOP, or a call; null where it isn't traceable.</summary>
    public required string? EntryBytes { get; init; }

    /// <summary>Where the call in them goes; 0 for a NOP.</summary>
    public required ulong Trampoline { get; init; }

    string? INamed.NameFor(string kind) => kind switch
    {
        "Symbol" => Name,
        "Function" => Functions.Text(Object, Name, Matches > 1 ? Position : 0),
        _ => null,
    };
}
