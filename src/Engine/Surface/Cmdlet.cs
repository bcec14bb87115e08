namespace System.Management.Automation;

public abstract class Cmdlet : InternalCommand
{
    /// <summary>The running command that this instance is the body of: it owns the streams and the bound parameters.</summary>
    internal Command Running { get; set; } = null!;

    public bool Stopping => Running.Session.Stopping;

    protected virtual void BeginProcessing() { }

    protected virtual void ProcessRecord() { }

    protected virtual void EndProcessing() { }

    protected virtual void StopProcessing() { }

    internal void CallBegin() => BeginProcessing();

    internal void CallProcess() => ProcessRecord();

    internal void CallEnd() => EndProcessing();

    internal void CallStop() => StopProcessing();

    public void WriteObject(object? sendToPipeline) => Running.Write(sendToPipeline);

    public void WriteObject(object? sendToPipeline, bool enumerateCollection)
    {
        if (enumerateCollection) Value.Unroll(sendToPipeline, Running.Write);
        else Running.Write(sendToPipeline);
    }

    public void WriteError(ErrorRecord errorRecord) => Running.WriteError(errorRecord);

    public void WriteWarning(string text) => Running.WriteMessage(Stream.Warning, text);

    public void WriteVerbose(string text) => Running.WriteMessage(Stream.Verbose, text);

    public void WriteDebug(string text) => Running.WriteMessage(Stream.Debug, text);

    public void WriteInformation(object? messageData, string[]? tags)
    {
        var record = new InformationRecord(messageData, Running.Info.Name);
        if (tags is not null) record.Tags.AddRange(tags);
        WriteInformation(record);
    }

    public void WriteInformation(InformationRecord informationRecord) => Running.WriteInformation(informationRecord);

    public void WriteProgress(ProgressRecord progressRecord) => Running.Session.Host.Progress(progressRecord);

    [DoesNotReturn]
    public void ThrowTerminatingError(ErrorRecord errorRecord) => throw Running.Terminate(errorRecord);

    public bool ShouldProcess(string target) => ShouldProcess(target, Running.Info.Name);

    public bool ShouldProcess(string target, string action) => Running.Confirm.ShouldProcess($"Performing the operation \"{action}\" on target \"{target}\".", null, "Confirm", out _);

    public bool ShouldProcess(string verboseDescription, string verboseWarning, string caption) => Running.Confirm.ShouldProcess(verboseDescription, verboseWarning, caption, out _);

    public bool ShouldProcess(string verboseDescription, string verboseWarning, string caption, out ShouldProcessReason shouldProcessReason) =>
        Running.Confirm.ShouldProcess(verboseDescription, verboseWarning, caption, out shouldProcessReason);

    public bool ShouldContinue(string query, string caption) => Running.Confirm.Ask(query, caption, false, out _, out _);

    public bool ShouldContinue(string query, string caption, ref bool yesToAll, ref bool noToAll)
    {
        if (yesToAll || noToAll) return yesToAll;
        return Running.Confirm.Ask(query, caption, true, out yesToAll, out noToAll);
    }
}
