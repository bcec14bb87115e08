using System;

namespace KlpShell.Core;

/// <summary>How a module is loaded (finit_module, include/uapi/linux/module.h).</summary>
[Flags]
public enum LoadFlags
{
    None = 0,

    /// <summary>Don't compare the versions of symbols (MODULE_INIT_IGNORE_MODVERSIONS, modprobe --force-modversion). Taints.</summary>
    IgnoreModversions = 1,

    /// <summary>Don't compare what the module was built for (MODULE_INIT_IGNORE_VERMAGIC, modprobe --force-vermagic). Taints.</summary>
    IgnoreVermagic = 2,

    /// <summary>Both, as <c>insmod -f</c> asks.</summary>
    Forced = IgnoreModversions | IgnoreVermagic,
}
