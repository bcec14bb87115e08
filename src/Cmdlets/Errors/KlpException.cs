using System;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Core.Machine;

namespace KlpShell;

/// <summary>What a cmdlet could not do: which check said no, with which errno, and what the kernel logged meanwhile.</summary>
public sealed class KlpException : Exception
{
    internal KlpException(string errorId, string message, object? target, Exception? cause = null)
        : base(Internal.Text.Visible(message), cause)
    {
        ErrorId = errorId;
        Target = target;
    }

    /// <summary>The stable name of the check, as it is in the error's FullyQualifiedErrorId.</summary>
    public string ErrorId { get; }

    /// <summary>The kernel's error number by name; None where the kernel wasn't asked.</summary>
    public Errno Errno { get; internal init; }

    /// <summary>The kernel's error number, such as 22 for EINVAL; 0 where the kernel wasn't asked.</summary>
    public int ErrorNumber => (int)Errno;

    /// <summary>Which check of the simulated kernel said no; None where the kernel wasn't asked.</summary>
    public Refusal Refusal { get; internal init; }

    /// <summary>The lines that the kernel logged meanwhile.</summary>
    public IReadOnlyList<string> LogLines { get; internal set; } = [];

    /// <summary>The tasks that hold a transition up, where that is what was wrong.</summary>
    public IReadOnlyList<StalledTaskInfo> BlockingTasks { get; internal set; } = [];

    /// <summary>What the rules of the ABI found, where they were the reason.</summary>
    public IReadOnlyList<AbiFindingInfo> Findings { get; internal set; } = [];

    internal object? Target { get; }

    internal ErrorRecord ToRecord()
    {
        ErrorRecord record = new(this, ErrorId, ErrorTable.Find(ErrorId).Category, Target);

        // The target is what it is; its name is shown.
        if (Target is string name) record.CategoryInfo.TargetName = Internal.Text.OneLine(name);
        return record;
    }
}
