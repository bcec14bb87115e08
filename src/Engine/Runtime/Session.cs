namespace KlpShell.Engine;

/// <summary>One running shell: its variables, commands, modules and errors. It is the runspace that a module sees.</summary>
internal sealed class Session : Runspace
{
    [ThreadStatic]
    private static Session? s_current;

    private readonly Stack<Command> _redirected = [];

    public Session(IHost host)
    {
        (Host, Global) = (host, new Scope(this, null));
        Scope = Global;
        State = new SessionState(this);
        Commands = new CommandTable(this);
        foreach (var name in new[] { "Verbose", "Debug", "Information" }) Global.Set(name + "Preference", ActionPreference.SilentlyContinue);
        foreach (var (name, value) in new (string, object?)[] { ("Error", Errors), ("HOME", Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)), ("PID", Environment.ProcessId), ("ErrorActionPreference", ActionPreference.Continue), ("WarningPreference", ActionPreference.Continue), ("ProgressPreference", ActionPreference.Continue), ("ConfirmPreference", ConfirmImpact.High), ("WhatIfPreference", false), ("IsLinux", OperatingSystem.IsLinux()), ("IsWindows", OperatingSystem.IsWindows()), ("IsMacOS", OperatingSystem.IsMacOS()), ("IsCoreCLR", true), ("LASTEXITCODE", null) })
            Global.Set(name, value);
        Enter();
    }

    /// <summary>The session whose script runs on this thread.</summary>
    public static Session? Current => s_current;

    public IHost Host { get; }
    public Scope Global { get; }
    public Scope Scope { get; set; }
    public SessionState State { get; }
    public EngineIntrinsics Engine { get; } = new();
    public CommandTable Commands { get; }
    public ArrayList Errors { get; } = [];
    public string Location { get; set; } = Environment.CurrentDirectory;
    public Command? Running { get; set; }
    public bool Failed { get; set; }
    public bool Succeeded { get; set; } = true;
    public int Catching { get; set; }
    public volatile bool Stopping;

    public void Enter() => DefaultRunspace = s_current = this;

    /// <summary>From another thread: ends what is running, and tells its cmdlet so.</summary>
    public void Stop()
    {
        Stopping = true;
        Running?.Cmdlet.CallStop();
    }

    public IEnumerable<Assembly> TypeAssemblies() => [typeof(string).Assembly, typeof(Uri).Assembly, typeof(HashSet<int>).Assembly, typeof(System.Text.RegularExpressions.Regex).Assembly, typeof(Session).Assembly, .. Commands.Assemblies()];

    public ActionPreference Preference(Stream stream) => Scope.Find(stream == Stream.Error ? "ErrorActionPreference" : stream + "Preference")?.Value is { } value ? Converter.To<ActionPreference>(value) : ActionPreference.SilentlyContinue;

    public ArrayList Gather(string name)
    {
        var plain = name.TrimStart('+');
        if (name.StartsWith('+') && Scope.Find(plain)?.Value is ArrayList old) return old;
        var list = new ArrayList();
        Scope.Set(plain, list);
        return list;
    }

    public void AddError(ErrorRecord record)
    {
        if (Errors.Count == 0 || Errors[0] != record) Errors.Insert(0, record);
        if (Errors.Count > 256) Errors.RemoveAt(256);
    }

    public void Redirect(Command command, bool on)
    {
        if (command.Redirect is null) return;
        if (on) _redirected.Push(command);
        else _redirected.Pop();
    }

    /// <summary>One message to where its stream goes now: dropped, or to the host.</summary>
    public void Emit(Stream stream, object message)
    {
        foreach (var command in _redirected)
            if (command.Redirect!.Dropped.Contains(stream)) return;
        if (message is ErrorRecord error) Host.Error(error);
        else if (message is InformationRecord { MessageData: HostMessage text }) Host.Write(text.Text + (text.NoNewLine ? "" : "\n"), text.Colour);
        else Host.Line(stream, stream == Stream.Information ? message.ToString()! : $"{stream.ToString().ToUpperInvariant()}: {message}");
    }

    /// <summary>Any exception as the error that a script sees, with the place of the statement that it left.</summary>
    public RuntimeException AsError(Exception error, Extent at)
    {
        var known = error as RuntimeException;
        if (known is null)
        {
            var own = (error as IContainsErrorRecord)?.ErrorRecord;
            var id = error is InvalidCastException ? error.Message.Contains("correct format") ? "InvalidCastFromStringToInteger" : "ConvertToFinalInvalidCastException" : "RuntimeException";
            known = new RuntimeException(error.Message, error);
            known.With(own is null or { FullyQualifiedErrorId: "InvalidCast" } ? id : own.FullyQualifiedErrorId, own?.CategoryInfo.Category ?? ErrorCategory.NotSpecified);
        }
        known.ErrorRecord.InvocationInfo ??= new InvocationInfo(null, at);
        known.Data["passed"] = true;
        return known;
    }

    /// <summary>Runs a whole script; false when an error ended it.</summary>
    public bool Run(ScriptBlock script, Action<object?> output)
    {
        Enter();
        (Stopping, Catching, Failed) = (false, 0, false);
        try
        {
            script.Body(Scope, output);
            return true;
        }
        catch (ControlFlow flow) when (flow.What != ControlFlow.Kind.Exit) { return true; }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            Succeeded = false;
            AddError(error.ErrorRecord);
            Emit(Stream.Error, error.ErrorRecord);
            return false;
        }
        finally { Scope = Global; }
    }
}
