using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Ftrace;

/// <summary>A user of ftrace (struct ftrace_ops): a handler, what it asks for, and the functions it wants to see.</summary>
public abstract class FtraceOps : ICloneable<FtraceOps>
{
    private List<ulong> _filter = [];

    /// <summary>Makes ops that are not registered.</summary>
    protected FtraceOps(FtraceOpsFlags flags) => Flags = flags;

    /// <summary>What it asks for.</summary>
    public FtraceOpsFlags Flags { get; }

    /// <summary>A name for people: whose handler it is.</summary>
    public abstract string Owner { get; }

    /// <summary>The symbol of its handler, which enabled_functions prints in later releases.</summary>
    public virtual string HandlerSymbol => "ftrace_stub";

    /// <summary>The module that the handler lies in; null for vmlinux.</summary>
    public virtual string? HandlerModule => null;

    /// <summary>True while it is registered.</summary>
    public bool IsRegistered { get; internal set; }

    /// <summary>The address of its own trampoline; 0 while it has none.</summary>
    public ulong Trampoline { get; internal set; }

    /// <summary>The ftrace locations it wants to see, in the order in which they were added.</summary>
    public IReadOnlyList<ulong> Filter => _filter;

    /// <summary>What it does when a function that it wants to see is called.</summary>
    public abstract void Handle(ref FtraceRegs regs);

    internal List<ulong> MutableFilter => _filter;

    /// <summary>Its place in the list of the registered ops.</summary>
    internal LinkedListNode<FtraceOps>? Node { get; set; }

    FtraceOps ICloneable<FtraceOps>.CloneShell() => (FtraceOps)MemberwiseClone();

    void ICloneable<FtraceOps>.CloneLinks(FtraceOps origin, CloneContext context)
    {
        _filter = [.. origin._filter];
        CloneOwner(origin, context);
    }

    /// <summary>Replaces the references that a subclass keeps.</summary>
    private protected virtual void CloneOwner(FtraceOps origin, CloneContext context)
    {
    }
}
