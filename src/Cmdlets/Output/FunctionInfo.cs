using System.Collections.Generic;
using KlpShell.Session;

namespace KlpShell;

/// <summary>A function as it was at one moment: whether it is patched, by whom, and who else wants to be.</summary>
public sealed record FunctionInfo : INamed
{
    /// <summary>Its symbol.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>vmlinux, or the module that it belongs to.</summary>
    public string Object { get; internal init; } = "";

    /// <summary>The kernel that it is in.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>Its running address; 0 while its module isn't loaded.</summary>
    public ulong Address { get; internal init; }

    /// <summary>Its length in bytes.</summary>
    public ulong Size { get; internal init; }

    /// <summary>How many symbols of this name its object has.</summary>
    public int Matches { get; internal init; }

    /// <summary>Which of them it is by address, from 1.</summary>
    public int Position { get; internal init; }

    /// <summary>What a call of it comes to.</summary>
    public FunctionState State { get; internal init; }

    /// <summary>The patch whose code runs; null where it is the function's own.</summary>
    public string? Winner { get; internal init; }

    /// <summary>The function whose code runs.</summary>
    public string? Runs { get; internal init; }

    /// <summary>Where that code is.</summary>
    public ulong RunsAddress { get; internal init; }

    /// <summary>All who see its calls, in the order in which their handlers run.</summary>
    public IReadOnlyList<string> Hooks { get; internal init; } = [];

    /// <summary>Whose code lies over it, the newest first, and itself at the bottom; empty where nobody's does.</summary>
    public IReadOnlyList<StackLayerInfo> Layers { get; internal init; } = [];

    /// <summary>Its func stack: the patches whose replacements are in place, the newest first, which wins. Empty where the release has no func stacks.</summary>
    public IReadOnlyList<string> FuncStack { get; internal init; } = [];

    /// <summary>The registered patches that replace it, enabled or not, in the order of the kernel's list.</summary>
    public IReadOnlyList<string> Patches { get; internal init; } = [];

    /// <summary>True when ftrace can trace it, and livepatch so can patch it.</summary>
    public bool Traceable { get; internal init; }

    /// <summary>Where its five bytes are; 0 where it isn't traceable.</summary>
    public ulong Location { get; internal init; }

    /// <summary>The five bytes, in hexadecimal: a NOP, or a call; null where it isn't traceable.</summary>
    public string? EntryBytes { get; internal init; }

    /// <summary>Where the call in them goes; 0 for a NOP.</summary>
    public ulong Trampoline { get; internal init; }

    /// <summary>True when a script block stands in for its body (Set-KlpFunctionBody).</summary>
    public bool HasScriptBlock { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    string? INamed.NameFor(string kind) => kind switch
    {
        "Symbol" => Name,
        "Function" => Functions.Text(Object, Name, Matches > 1 ? Position : 0),
        _ => null,
    };
}
