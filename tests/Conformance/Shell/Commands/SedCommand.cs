using System.Globalization;
using System.Text.RegularExpressions;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>sed, with one substitution, or with lines printed by number.</summary>
internal static partial class SedCommand
{
    /// <summary>sed [-n] [-E] 's/PATTERN/TEXT/[g][p]' or 'N[,M]p' [FILE...].</summary>
    public static int Run(CommandContext context)
    {
        Options options = new(context, flags: "nEr", valued: "e");
        string script = options['e'] ?? (options.Operands.Count > 0 ? options.Operands[0] : "");
        if (options['e'] is null && options.Operands.Count > 0) options.Operands.RemoveAt(0);
        Match substitution = Substitution().Match(script);
        Match lines = LineRange().Match(script);
        if (!substitution.Success && !(lines.Success && options.Has('n'))) throw context.Unknown($"the script {script}");
        foreach ((_, string text) in context.ReadAll(options.Operands, out bool failed))
        {
            if (substitution.Success) Substitute(context, options, substitution, text);
            else Print(context, lines, text);
            if (failed) return 2;
        }

        return 0;
    }

    private static void Substitute(CommandContext context, Options options, Match script, string text)
    {
        Regex regex = new(GrepPattern.Translate(script.Groups[2].Value, options.Has('E') || options.Has('r')));
        string replacement = Reference().Replace(script.Groups[3].Value.Replace("$", "$$"), "$${$1}").Replace("&", "$0");
        bool all = script.Groups[4].Value.Contains('g');
        bool print = script.Groups[4].Value.Contains('p');
        foreach (string line in CommandContext.Lines(text))
        {
            string changed = regex.Replace(line, replacement, all ? -1 : 1);
            if (!options.Has('n')) context.Line(changed);
            if (print && regex.IsMatch(line)) context.Line(changed);
        }
    }

    private static void Print(CommandContext context, Match range, string text)
    {
        int first = int.Parse(range.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        int last = range.Groups[2].Success ? int.Parse(range.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : first;
        string[] lines = CommandContext.Lines(text);
        for (int i = first; i <= last && i <= lines.Length; i++) context.Line(lines[i - 1]);
    }

    [GeneratedRegex(@"^s([/|,#:])(.*?)(?<!\\)\1(.*?)(?<!\\)\1([gp]*)$")]
    private static partial Regex Substitution();

    [GeneratedRegex(@"^(\d+)(?:,(\d+))?p$")]
    private static partial Regex LineRange();

    [GeneratedRegex(@"\\(\d)")]
    private static partial Regex Reference();
}
