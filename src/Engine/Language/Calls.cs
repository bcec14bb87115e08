using System.IO;

namespace KlpShell.Engine;

/// <summary>From a command's name, or what stands behind &amp;, to a command that can run.</summary>
internal static class Calls
{
    public static Command Command(Scope scope, object name, List<Argument> items, Redirection? redirect, Extent at)
    {
        var session = scope.Session;
        if (name is ScriptBlock or CmdletInfo or ErrorRecord)
        {
            var info = name as CmdletInfo ?? session.Commands.Find("Invoke-ScriptBlock")!;
            if (name is ScriptBlock) items = [new Argument("ScriptBlock", _ => name, at), .. items];
            return new Command(session, info, new Arguments(info.Name, items, scope, redirect), at);
        }
        var word = Value.Text(name);
        if (session.Commands.Find(word) is { } found) return new Command(session, found, new Arguments(word, items, scope, redirect), at);
        if (word.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase) && word.Contains('/') && session.State.Path.GetUnresolvedProviderPathFromPSPath(word) is var path && File.Exists(path))
        {
            var text = new Parser(File.ReadAllText(path), path).Script();
            var script = new ScriptBlock((s, output) => Called(s, output, text), text.Extent);
            return Command(scope, script, items, redirect, at);
        }
        throw new CommandNotFoundException($"The term '{word}' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.{Nearest(word, session)}")
            .With("CommandNotFoundException", ErrorCategory.ObjectNotFound, word, new Extent(at.Script, at.File, at.StartOffset, Math.Min(at.EndOffset, at.StartOffset + word.Length)));
    }

    // 'exit' leaves the script that says it, and its caller goes on.
    private static void Called(Scope s, Action<object?> output, ScriptBlock script)
    {
        try { script.Body(s, output); }
        catch (ControlFlow flow) when (flow.What == ControlFlow.Kind.Exit) { s.Session.Global.Set("LASTEXITCODE", flow.Carried ?? 0); }
    }

    private static string Nearest(string word, Session session)
    {
        foreach (var command in session.Commands.Cmdlets)
            if (command.Name.Replace("-", "").Equals(word.Replace("-", "").TrimEnd('s'), StringComparison.OrdinalIgnoreCase)) return $" Did you mean {command.Name}?";
        return word.ToLowerInvariant() is "sort" or "sleep" or "cat" or "ls" or "man" or "tee" or "rm" or "cp" or "mv" ? $" In a script '{word}' would be the system's program; klpsh starts none." : "";
    }
}
