namespace KlpShell.Engine;

/// <summary>Commands in a row, each pushing its objects into the next.</summary>
internal sealed class Pipeline(Session session, List<Command> commands, Action<object?> output)
{
    public void Run(Func<Scope, object?>? head, Scope scope)
    {
        session.Failed = false;
        for (var i = commands.Count - 1; i >= 0; i--)
        {
            var next = i + 1 < commands.Count ? commands[i + 1] : null;
            var redirect = commands[i].Redirect;
            commands[i].Output = redirect is not null && redirect.Dropped.Contains(Stream.Output) ? static _ => { }
            : redirect?.File is { } file ? FileSink(file, scope)
                : next is null ? output : next.Process;
            commands[i].ExpectsInput = i > 0 || head is not null;
        }
        object? input = head?.Invoke(scope);
        var stopped = -1;
        try
        {
            foreach (var command in commands) command.Prepare();
            foreach (var command in commands) command.Begin();
            try { if (head is not null) Value.Unroll(input, commands[0].Process); }
            catch (ControlFlow flow) when (Stopper(flow) is >= 0 and var by) { stopped = by; }
            for (var i = 0; i < commands.Count; i++)
            {
                if (i < stopped) continue;
                try { commands[i].End(); }
                catch (ControlFlow flow) when (Stopper(flow) is >= 0 and var by) { (stopped, i) = (by, by - 1); }
            }
        }
        finally
        {
            foreach (var command in commands) (command.Cmdlet as IDisposable)?.Dispose();
        }
        session.Succeeded = !session.Failed;
    }

    private int Stopper(ControlFlow flow) => flow.What == ControlFlow.Kind.StopUpstream && flow.Carried is Command command ? commands.IndexOf(command) : -1;

    private Action<object?> FileSink(Func<Scope, object?> file, Scope scope)
    {
        var path = session.State.Path.GetUnresolvedProviderPathFromPSPath(Value.Text(file(scope)));
        System.IO.File.WriteAllText(path, "");
        return item => session.Host.ToFile(path, item);
    }
}
