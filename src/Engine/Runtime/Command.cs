namespace KlpShell.Engine;

/// <summary>One command of a running pipeline: binds its parameters, drives its cmdlet, owns its streams.</summary>
internal sealed class Command
{
    private bool _begun;
    private object? _pipelineValue;
    private Action? _bindAndProcess;

    public Command(Session session, CmdletInfo info, Arguments arguments, Extent extent)
    {
        (Session, Info) = (session, info);
        Invocation = new InvocationInfo(info, extent) { InvocationName = arguments.Name };
        Cmdlet = (Cmdlet)Activator.CreateInstance(info.ImplementingType, true)!;
        Cmdlet.Running = this;
        Confirm = new Confirmation(this);
        Binder = new Binder(this, arguments);
        Redirect = arguments.Redirect;
    }

    public Session Session { get; }
    public CmdletInfo Info { get; }
    public Cmdlet Cmdlet { get; }
    public InvocationInfo Invocation { get; }
    public Confirmation Confirm { get; }
    public Binder Binder { get; }
    public CommonParameters Common { get; } = new();
    public Action<object?> Output { get; set; } = null!;
    public Redirection? Redirect { get; }
    public bool ExpectsInput { get; set; }

    public void Prepare()
    {
        Invocation.ExpectingInput = ExpectsInput;
        Guard(Binder.BindArguments);
        if (Common.OutVariable is not { } list) return;
        var next = Output;
        Output = item => { list.Add(item); next(item); };
    }

    public void Begin()
    {
        if (_begun) return;
        _begun = true;
        Guard(Cmdlet.CallBegin);
    }

    public void Process(object? item)
    {
        Begin();
        _pipelineValue = item;
        Guard(_bindAndProcess ??= BindAndProcess);
    }

    public void End()
    {
        Begin();
        if (!ExpectsInput) Guard(Cmdlet.CallProcess);
        Guard(Cmdlet.CallEnd);
    }

    private void BindAndProcess()
    {
        try { Binder.BindPipeline(_pipelineValue); }
        catch (ParameterBindingException error)
        {
            // One object that can't be bound is one error; the next may fit.
            WriteError(new ErrorRecord(error.ErrorRecord, null));
            return;
        }
        Cmdlet.CallProcess();
        Binder.RestoreDefaults();
    }

    private void Guard(Action body)
    {
        if (Session.Stopping) throw new PipelineStoppedException();
        var outer = Session.Running;
        Session.Running = this;
        Session.Redirect(this, true);
        try { body(); }
        catch (Exception error) when (error is not (ControlFlow or PipelineStoppedException or ActionPreferenceStopException) && error is not RuntimeException { Data.Count: > 0 })
        {
            throw Terminate(error is IContainsErrorRecord { ErrorRecord: { } own } ? new ErrorRecord(own, own.Exception == error ? null : error) : new ErrorRecord(error, error.GetType().FullName!, ErrorCategory.NotSpecified, null));
        }
        catch (RuntimeException error) when (error.ErrorRecord.InvocationInfo is { MyCommand: null } place && Info.Module is not null && error is not PipelineStoppedException)
        {
            error.ErrorRecord.InvocationInfo = new InvocationInfo(Info, place.Extent);
            if (!error.WasThrownFromThrowStatement) error.ErrorRecord.Origin ??= Info.FullTypeName;
            throw;
        }
        finally
        {
            Session.Running = outer;
            Session.Redirect(this, false);
        }
    }

    private void Complete(ErrorRecord record)
    {
        record.InvocationInfo ??= Invocation;
        record.Origin ??= Info.FullTypeName;
        if (record.CategoryInfo.Activity.Length == 0) record.CategoryInfo.Activity = Info.Name;
    }

    /// <summary>The exception by which an error ends the statement; marked, so that it passes outer commands as it is.</summary>
    public RuntimeException Terminate(ErrorRecord record)
    {
        Complete(record);
        Common.ErrorVariable?.Add(record);
        var error = new CmdletInvocationException(record.Exception.Message, record.Exception, record);
        error.Data["passed"] = true;
        return error;
    }

    private ActionPreference Action(Stream stream) => Common.Action(stream) ?? Session.Preference(stream);

    public void Write(object? item)
    {
        if (Session.Stopping) throw new PipelineStoppedException();
        Output(item);
    }

    public void WriteError(ErrorRecord record)
    {
        Complete(record);
        Session.Failed = true;
        Common.ErrorVariable?.Add(record);
        var action = Action(Stream.Error);
        if (action == ActionPreference.Ignore) return;
        if (action is ActionPreference.Stop or ActionPreference.Inquire)
            throw new ActionPreferenceStopException($"The running command stopped because the preference variable \"ErrorActionPreference\" or common parameter is set to Stop: {record.Exception.Message}", record.Exception, record) { Data = { ["stop"] = true } };
        Session.AddError(record);
        if (action == ActionPreference.Continue) Session.Emit(Stream.Error, record);
    }

    public void WriteMessage(Stream stream, string text)
    {
        var action = Action(stream);
        if (stream == Stream.Warning) Common.WarningVariable?.Add(text);
        if (action is ActionPreference.Continue or ActionPreference.Inquire) Session.Emit(stream, text);
        if (action != ActionPreference.Stop) return;
        Session.Emit(stream, text);
        var record = new ErrorRecord(new RuntimeException($"The running command stopped because the preference variable \"{stream}Preference\" or common parameter is set to Stop: {text}"), "ActionPreferenceStop", ErrorCategory.OperationStopped, null);
        Complete(record);
        throw new ActionPreferenceStopException(record.Exception.Message, null, record) { Data = { ["stop"] = true } };
    }

    /// <summary>What Write-Host says: it is shown whatever the preference.</summary>
    public void WriteInformation(InformationRecord record)
    {
        Common.InformationVariable?.Add(record);
        Session.Emit(Stream.Information, record);
    }
}
