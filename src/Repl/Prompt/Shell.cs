using KlpShell.Repl.Completion;

namespace KlpShell.Repl.Prompt;

/// <summary>The prompt: reads a command, over several lines when something is open, runs it, and asks for the next.</summary>
internal static class Shell
{
    public static int Run(Runner runner, bool noLogo)
    {
        var (session, history, completer) = (runner.Session, new HistoryFile(), new Completer(runner.Session));
        if (!noLogo) Console.WriteLine($"klpsh {typeof(Shell).Assembly.GetName().Version!.ToString(3)}: rehearse kernel live patches on a simulated kernel.\n'help' explains, Tab completes, 'exit' leaves.\n");
        while (true)
        {
            Console.TreatControlCAsInput = true;
            var text = Read(Prompt(session), history, completer);
            Console.TreatControlCAsInput = false;
            if (text is null) return 0;
            if (text.Trim().Length == 0) continue;
            history.Add(text);
            var code = runner.Text(text, null, false);
            if (runner.Exited) return code;
        }
    }

    private static string? Read(string prompt, HistoryFile history, Completer completer)
    {
        var text = new LineEditor(prompt, history.Lines, completer).Read();
        while (text is { Length: > 0 } && Incomplete(text))
        {
            var more = new LineEditor(">> ".PadLeft(prompt.Length), history.Lines, completer).Read();
            if (more is null or "") return "";
            text += "\n" + more;
        }
        return text;
    }

    private static bool Incomplete(string text)
    {
        try { new Parser(text, null).Script(); }
        catch (ParseException error) { return error.Incomplete; }
        return false;
    }

    private static string Prompt(Session session)
    {
        if (session.Commands.Find("Get-KlpKernel") is null) return "klp> ";
        try
        {
            var kernels = new List<object?>();
            session.Stopping = false;
            ScriptBlock.Create("Get-KlpKernel -ErrorAction Ignore").Body(session.Global, kernels.Add);
            var current = kernels.Find(k => Members.TryGet(k, "IsCurrent", out var yes) && Value.Truth(yes)) ?? (kernels.Count == 1 ? kernels[0] : null);
            return Value.Text(Members.Get(current, "Name")) is { Length: > 0 } name ? $"klp {Formatting.Cell.Harmless(name)}> " : "klp> ";
        }
        catch (Exception error) when (error is RuntimeException or InvalidCastException) { return "klp> "; }
    }
}
