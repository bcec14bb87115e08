using KlpShell.Core;

namespace KlpShell.Conformance.Shell.Files;

/// <summary>What becomes of a process whose system call never comes back.</summary>
internal static class Entrances
{
    /// <summary>The result, or the end of the process that made the call.</summary>
    public static EntranceResult OrThrow(this EntranceResult result)
    {
        if (result.Killed) throw new ProcessKilledException();
        return result.Hung ? throw new ProcessHungException(result.Status.Subject ?? "") : result;
    }
}
