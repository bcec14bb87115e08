using System;

namespace KlpShell.Core.Ftrace;

/// <summary>What a user of ftrace asks for (FTRACE_OPS_FL_*, include/linux/ftrace.h).</summary>
[Flags]
public enum FtraceOpsFlags
{
    None = 0,
    /// <summary>The handler gets all registers, and may change them.</summary>
    SaveRegs = 1,
    /// <summary>The ops were allocated and may go again.</summary>
    Dynamic = 2,
    /// <summary>The handler changes the instruction pointer; a function takes only one such user.</summary>
    IpModify = 4,
    /// <summary>ftrace must not be turned off under it.</summary>
    Permanent = 8,
}
