namespace KlpShell.Core.Ftrace;

/// <summary>The sorts of probe.</summary>
public enum KprobeKind
{
    /// <summary>A kprobe with a pre_handler only.</summary>
    Pre,
    /// <summary>A kprobe with a post_handler.</summary>
    Post,
    /// <summary>A kretprobe, which counts returns.</summary>
    Return,
    /// <summary>A jprobe, whose handler runs with the function's arguments.</summary>
    Jump,
}
