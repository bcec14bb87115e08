namespace KlpShell.Core.Hosts;

/// <summary>By what it is known which of several patches came last.</summary>
public enum HostOrderSource
{
    /// <summary>By nothing that was captured.</summary>
    Unknown,
    /// <summary>There is only one.</summary>
    OnlyOne,
    /// <summary>By the files <c>stack_order</c>.</summary>
    StackOrder,
    /// <summary>By the lines in the log that tell of enabling.</summary>
    Log,
    /// <summary>By the order of /proc/modules: since the consistency era, a patch is enabled when its module is loaded, and never again.</summary>
    ModuleList,
}
