namespace KlpShell.Conformance.Playing;

/// <summary>What a line that a selftest's script wrote into the log is about.</summary>
internal enum SelftestStepKind
{
    /// <summary>A command that it runs next.</summary>
    Command,
    /// <summary>A test begins.</summary>
    Heading,
    /// <summary>What sysctl said when it set kernel.ftrace_enabled.</summary>
    Sysctl,
    /// <summary>What patched files say.</summary>
    Copy,
    /// <summary>How many processes are still without the patch.</summary>
    Remaining,
}
