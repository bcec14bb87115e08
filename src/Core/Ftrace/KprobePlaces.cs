namespace KlpShell.Core.Ftrace;

/// <summary>Where kprobes up to 4.1 complain of ftrace (the WARNs of arm_kprobe_ftrace and disarm_kprobe_ftrace, kernel/kprobes.c).</summary>
/// <param name="Arm">The filter can't be set.</param>
/// <param name="Init">The user of all probes can't be registered.</param>
/// <param name="Disarm">It can't be taken back.</param>
/// <param name="Unregister">ftrace's own complaint of that (__unregister_ftrace_function, kernel/trace/ftrace.c).</param>
internal sealed record KprobePlaces(string Arm, string Init, string Disarm, string Unregister)
{
    /// <summary>3.19.</summary>
    public static KprobePlaces Linux319 { get; } = new(
        "kernel/kprobes.c:938 arm_kprobe+0x6f/0x100()",
        "kernel/kprobes.c:942 arm_kprobe+0xbf/0x100()",
        "kernel/kprobes.c:954 disarm_kprobe+0xbf/0xf0()",
        "kernel/trace/ftrace.c:438 __unregister_ftrace_function+0x10b/0x120()");

    /// <summary>4.1.</summary>
    public static KprobePlaces Linux41 { get; } = new(
        "kernel/kprobes.c:939 arm_kprobe+0x6f/0x100()",
        "kernel/kprobes.c:943 arm_kprobe+0xbf/0x100()",
        "kernel/kprobes.c:955 disarm_kprobe+0xbf/0xf0()",
        "kernel/trace/ftrace.c:451 __unregister_ftrace_function+0x10b/0x120()");
}
