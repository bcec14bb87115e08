namespace KlpShell.Core.Hosts;

/// <summary>A line of enabled_functions (t_show, kernel/trace/ftrace.c).</summary>
/// <param name="Function">The function.</param>
/// <param name="Module">The module that it lies in; null for vmlinux.</param>
/// <param name="Users">How many ftrace users it has.</param>
/// <param name="ChangesIp">True when one of them may lead the call elsewhere (flag I).</param>
/// <param name="Livepatch">True when the line names livepatch's handler.</param>
/// <param name="Text">The line.</param>
public sealed record HostHook(string Function, string? Module, int Users, bool ChangesIp, bool Livepatch, string Text);
