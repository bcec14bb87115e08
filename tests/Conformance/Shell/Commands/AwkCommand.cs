using System.Collections.Generic;
using KlpShell.Conformance.Shell.Awk;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>awk.</summary>
internal static class AwkCommand
{
    /// <summary>awk [-F X] [-v NAME=VALUE]... PROGRAM [FILE...].</summary>
    public static int Run(CommandContext context)
    {
        Options options = new(context, flags: "", valued: "Fv");
        if (options.Operands.Count == 0) throw context.Unknown("a use without a program");
        List<AwkRule> rules = AwkParser.Parse(options.Operands[0]);
        AwkState state = new(context.Out);
        if (options['F'] is { } separator) state["FS"] = AwkValue.Of(separator);
        foreach (string assignment in options.All('v'))
        {
            int equals = assignment.IndexOf('=');
            state[assignment[..equals]] = AwkValue.Field(assignment[(equals + 1)..]);
        }

        Apply(rules, "BEGIN", state);
        foreach ((_, string text) in context.ReadAll(options.Operands.GetRange(1, options.Operands.Count - 1)))
        {
            foreach (string line in CommandContext.Lines(text))
            {
                state.Begin(line);
                Apply(rules, "", state);
            }
        }

        Apply(rules, "END", state);
        return context.ReadFailed ? 2 : 0;
    }

    private static void Apply(List<AwkRule> rules, string when, AwkState state)
    {
        foreach (AwkRule rule in rules)
        {
            if (rule.When == when && rule.Pattern?.Invoke(state).IsTrue != false) rule.Action(state);
        }
    }
}
