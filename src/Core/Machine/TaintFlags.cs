using System;

namespace KlpShell.Core.Machine;

/// <summary>The reasons for which a kernel calls itself tainted, at their bits (include/linux/kernel.h, Documentation/admin-guide/tainted-kernels).</summary>
[Flags]
public enum TaintFlags : long
{
    None = 0,
    /// <summary>P: a proprietary module was loaded.</summary>
    ProprietaryModule = 1L << 0,
    /// <summary>F: a module was loaded by force.</summary>
    ForcedModule = 1L << 1,
    /// <summary>R: a module was removed by force.</summary>
    ForcedRemoval = 1L << 3,
    /// <summary>D: the kernel oopsed.</summary>
    Die = 1L << 7,
    /// <summary>W: a WARN was printed.</summary>
    Warn = 1L << 9,
    /// <summary>C: a module from the staging directory was loaded.</summary>
    Staging = 1L << 10,
    /// <summary>O: a module from outside the kernel tree was loaded.</summary>
    OutOfTreeModule = 1L << 12,
    /// <summary>E: an unsigned module was loaded.</summary>
    UnsignedModule = 1L << 13,
    /// <summary>K: the kernel has been live patched. Never cleared.</summary>
    Livepatch = 1L << 15,
    /// <summary>N: a test module was loaded.</summary>
    Test = 1L << 18,
}
