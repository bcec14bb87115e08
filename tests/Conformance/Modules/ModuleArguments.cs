using System;
using System.Collections.Generic;

namespace KlpShell.Conformance.Modules;

/// <summary>The parameters on insmod's command line, for a module whose data depend on them.</summary>
internal sealed class ModuleArguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public ModuleArguments(string arguments)
    {
        foreach (string part in arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // What follows is nobody's (parse_args).
            if (part == "--") break;
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0) _values[part] = "1";
            else if (equals > 0) _values[part[..equals]] = part[(equals + 1)..].Replace("\"", "", StringComparison.Ordinal);
        }
    }

    /// <summary>The value of a parameter, or null where it isn't given.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);
}
