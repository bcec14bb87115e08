using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;

namespace KlpShell.Core.Hosts.Reading;

/// <summary>Reads the text of /proc/modules: <c>name size refs users state address (taints)</c>.</summary>
internal static class ModulesText
{
    private const string Path = "proc/modules";

    public static ImmutableArray<HostModule> Read(string text, HostFileReader notes)
    {
        ImmutableArray<HostModule>.Builder modules = ImmutableArray.CreateBuilder<HostModule>();
        HashSet<string> seen = new(StringComparer.Ordinal);
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            if (line.Trim().Length == 0) continue;
            if (ReadLine(line) is not { } module)
            {
                notes.Note(Path, $"line {number} is no module ('name size refs users state address' is expected), and left out");
                continue;
            }

            if (!seen.Add(module.Name)) notes.Note(Path, $"line {number} has the module {module.Name} once more, and is left out");
            else if (modules.Count < notes.Limits.Modules) modules.Add(module);
            else notes.Note(Path, $"there are more than {notes.Limits.Modules:N0} modules; the others are left out");
        }

        return modules.ToImmutable();
    }

    private static HostModule? ReadLine(string line)
    {
        string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 6) return null;
        if (!ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong size)) return null;
        int references = -1;
        if (parts[2] != "-" && !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out references)) return null;
        if (!parts[5].StartsWith("0x", StringComparison.Ordinal) || !ulong.TryParse(parts[5].AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong address)) return null;
        string taints = parts.Length > 6 ? parts[6].Trim('(', ')', '+', '-') : "";

        // The list of users ends in a comma, and holds [permanent] for a module that can't be unloaded.
        ImmutableArray<string>.Builder users = ImmutableArray.CreateBuilder<string>();
        foreach (string user in parts[3].Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (user != "-" && user[0] != '[') users.Add(user);
        }

        return new HostModule(parts[0], size, references, users.ToImmutable(), parts[4], address, taints);
    }
}
