using KlpShell.Core.Machine;

namespace KlpShell.Core.Ftrace;

/// <summary>A place where ftrace may hook a function (struct dyn_ftrace), as far as anybody has asked for it.</summary>
public sealed class FtraceRecord : ICloneable<FtraceRecord>
{
    internal FtraceRecord(ulong ip, ulong function, string? module)
    {
        Ip = ip;
        Function = function;
        Module = module;
    }

    /// <summary>The address of the five bytes.</summary>
    public ulong Ip { get; }

    /// <summary>The address of the function.</summary>
    public ulong Function { get; }

    /// <summary>The module that it is in, or null for vmlinux.</summary>
    public string? Module { get; }

    /// <summary>How many ops want to see it.</summary>
    public int Count { get; internal set; }

    /// <summary>True when one of them wants the registers.</summary>
    public bool SaveRegs { get; internal set; }

    /// <summary>True when one of them may change the instruction pointer.</summary>
    public bool IpModify { get; internal set; }

    /// <summary>True once a user was allowed to change its instruction pointer; it stays so (FTRACE_FL_MODIFIED).</summary>
    public bool Modified { get; internal set; }

    /// <summary>The only ops that wants to see it, when the call goes to its own trampoline; null when the list is walked.</summary>
    public FtraceOps? Only { get; internal set; }

    /// <summary>True when the five bytes are a call now.</summary>
    public bool IsEnabled { get; internal set; }

    FtraceRecord ICloneable<FtraceRecord>.CloneShell() => (FtraceRecord)MemberwiseClone();

    void ICloneable<FtraceRecord>.CloneLinks(FtraceRecord origin, CloneContext context) => Only = context.CopyOrNull(origin.Only);
}
