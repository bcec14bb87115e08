using System;
using System.Collections.Generic;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>The options of a command, as getopt reads them. One that the player doesn't know ends the step.</summary>
internal sealed class Options
{
    private readonly Dictionary<char, List<string>> _given = [];

    /// <summary>Reads the options.</summary>
    /// <param name="context">The command.</param>
    /// <param name="flags">The letters without a value.</param>
    /// <param name="valued">The letters with one.</param>
    /// <param name="numberOption">The letter that a bare number such as -5 stands for, or 0.</param>
    public Options(CommandContext context, string flags, string valued, char numberOption = '\0')
    {
        bool only = false;
        for (int i = 0; i < context.Arguments.Count; i++)
        {
            string argument = context.Arguments[i];
            if (only || argument.Length < 2 || argument[0] != '-')
            {
                Operands.Add(argument);
                continue;
            }

            if (argument == "--")
            {
                only = true;
                continue;
            }

            if (numberOption != '\0' && char.IsAsciiDigit(argument[1]))
            {
                Add(numberOption, argument[1..]);
                continue;
            }

            for (int at = 1; at < argument.Length; at++)
            {
                char letter = argument[at];
                if (flags.Contains(letter, StringComparison.Ordinal))
                {
                    Add(letter, "");
                    continue;
                }

                if (!valued.Contains(letter, StringComparison.Ordinal)) throw context.Unknown($"the option {argument}");
                if (at + 1 < argument.Length) Add(letter, argument[(at + 1)..]);
                else if (++i < context.Arguments.Count) Add(letter, context.Arguments[i]);
                else throw context.Unknown($"the option {argument} without a value");
                break;
            }
        }
    }

    /// <summary>What isn't an option.</summary>
    public List<string> Operands { get; } = [];

    /// <summary>The last value of an option, or null.</summary>
    public string? this[char letter] => _given.TryGetValue(letter, out List<string>? values) ? values[^1] : null;

    /// <summary>Whether an option was given.</summary>
    public bool Has(char letter) => _given.ContainsKey(letter);

    /// <summary>All values of an option.</summary>
    public IReadOnlyList<string> All(char letter) => _given.TryGetValue(letter, out List<string>? values) ? values : [];

    private void Add(char letter, string value)
    {
        if (!_given.TryGetValue(letter, out List<string>? values)) _given.Add(letter, values = []);
        values.Add(value);
    }
}
