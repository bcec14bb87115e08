using KlpShell.Core.Machine;

namespace KlpShell.Core.Ftrace;

/// <summary>What a handler may look at and change: the registers of the call, as far as the simulator has them.</summary>
public ref struct FtraceRegs
{
    /// <summary>The function that was called.</summary>
    public ulong Called { get; init; }

    /// <summary>Where execution goes on.</summary>
    public ulong Ip { get; set; }

    /// <summary>The task that called.</summary>
    public KernelTask Task { get; init; }

    /// <summary>True once a jprobe has diverted the call; whoever moves the instruction pointer after that wrecks the stack.</summary>
    public bool Diverted { get; set; }
}
