namespace KlpShell.Repl;

/// <summary>Runs texts and files in a session, and says with which code the process ends.</summary>
internal sealed class Runner
{
    private bool _running;

    public Runner(Session session, ConsoleHost host)
    {
        (Session, Host) = (session, host);
        Console.CancelKeyPress += (_, cancel) =>
        {
            // The first Ctrl+C asks the pipeline to stop; a second, when that takes too long, ends the process.
            cancel.Cancel = _running && !Session.Stopping;
            if (_running) Session.Stop();
        };
    }

    public Session Session { get; }
    public ConsoleHost Host { get; }
    public bool Exited { get; private set; }

    public int File(string path, List<string> arguments)
    {
        var full = Path.GetFullPath(path);
        if (!System.IO.File.Exists(full))
        {
            Console.Error.WriteLine($"The argument '{path}' is not recognized as the name of a script file. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.");
            return 64;
        }
        Session.Global.Set("args", arguments.ToArray<object>());
        return Text(System.IO.File.ReadAllText(full), full, false);
    }

    /// <summary>As a command, an error in the last statement counts; as a script, only one that ended it.</summary>
    public int Text(string text, string? file, bool command)
    {
        _running = true;
        try
        {
            var script = new Parser(text, file).Script();
            if (!Session.Run(script, Host.Output)) return 1;
            return command && !Session.Succeeded ? 1 : 0;
        }
        catch (ParseException error)
        {
            Session.AddError(error.ErrorRecord);
            Host.Error(error.ErrorRecord);
            return 1;
        }
        catch (ControlFlow flow)
        {
            Exited = true;
            return Converter.TryConvert(flow.Carried, typeof(int), out var code) ? (int)code! & 255 : 0;
        }
        catch (PipelineStoppedException) { return 130; }
        finally
        {
            _running = false;
            Host.Flush();
        }
    }
}
