using System.Collections.Generic;
using KlpShell.Conformance.Scenarios;

namespace KlpShell.Conformance.Playing;

/// <summary>A snapshot of the simulated machine. Parts that came after the program was killed are null.</summary>
internal sealed class Snapshot
{
    public List<SysfsEntry>? Sysfs { get; set; }

    public List<string>? Modules { get; set; }

    public List<string>? ModuleState { get; set; }

    public List<string>? EnabledFunctions { get; set; }

    public long? Tainted { get; set; }

    public long? FtraceEnabled { get; set; }

    public Dictionary<string, string>? Reads { get; set; }

    public Dictionary<string, long>? PatchState { get; set; }

    public List<string>? MinorityTasks { get; set; }

    /// <summary>The names of all processes that the machine has.</summary>
    public HashSet<string> Processes { get; } = new(System.StringComparer.Ordinal);

    /// <summary>True when reading a file killed the program that took it.</summary>
    public bool Killed { get; set; }
}
