namespace KlpShell.Core.Machine;

/// <summary>A pr_debug of kernel/livepatch/transition.c (struct _ddebug).</summary>
/// <param name="Function">The function that it is in.</param>
/// <param name="Format">What it prints, as dynamic_debug/control shows it.</param>
/// <param name="Sign">What only its text has, among those of the function.</param>
internal sealed record DebugSite(string Function, string Format, string Sign)
{
    /// <summary>The file that it is in, from the root of the source.</summary>
    public const string File = "kernel/livepatch/transition.c";

    /// <summary>The module that it counts to.</summary>
    public const string Module = "livepatch";
}
