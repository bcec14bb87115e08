namespace KlpShell.Conformance.Shell.Commands;

/// <summary>sed [-n] [-E] [-e SCRIPT]... [SCRIPT] [FILE...].</summary>
internal static class SedCommand
{
    /// <summary>Edits its input, or files, line by line.</summary>
    public static int Run(CommandContext context)
    {
        Options options = new(context, flags: "nErsu", valued: "e");
        System.Collections.Generic.List<string> scripts = [.. options.All('e')];
        if (scripts.Count == 0)
        {
            if (options.Operands.Count == 0) throw context.Unknown("a use without a script");
            scripts.Add(options.Operands[0]);
            options.Operands.RemoveAt(0);
        }

        SedScript script = new(scripts, options.Has('E') || options.Has('r'));
        System.Collections.Generic.List<string> lines = [];
        foreach ((_, string text) in context.ReadAll(options.Operands)) lines.AddRange(CommandContext.Lines(text));
        script.Run([.. lines], options.Has('n'), context.Line);
        return context.ReadFailed ? 2 : 0;
    }
}
