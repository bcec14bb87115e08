using System.Globalization;
using System.Text.RegularExpressions;
using KlpShell.Conformance.Scenarios;
using KlpShell.Core.Symbols;

namespace KlpShell.Conformance.Machines;

/// <summary>Where a kernel with randomised addresses ran: all its symbols moved by one offset, which the first note of a recording tells.</summary>
internal static partial class RunningAddresses
{
    /// <summary>The offset that the first note with an address implies; 0 where none tells any.</summary>
    public static ulong Offset(Scenario scenario, SymbolTable table)
    {
        foreach (ScenarioEvent happened in scenario.Events)
        {
            if (happened is not NoteEvent note) continue;
            foreach (Match match in Address().Matches(note.Text))
            {
                SymbolMatches symbols = table.Find(match.Groups[1].Value);
                if (symbols.Count > 0) return ulong.Parse(match.Groups[2].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture) - symbols[0].Address;
            }
        }

        return 0;
    }

    [GeneratedRegex(@"(\w+)(?: is)?(?: at)? 0x([0-9a-f]{16})")]
    private static partial Regex Address();
}
