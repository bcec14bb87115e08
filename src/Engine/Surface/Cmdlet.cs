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

    /// <summary>Nothing is shown here: a wait in virtual time is over before a bar could be drawn.</summary>
    public void WriteProgress(ProgressRecord progressRecord) { }

    [DoesNotReturn]
    public void ThrowTerminatingError(ErrorRecord errorRecord) => throw Running.Terminate(errorRecord);

    public bool ShouldProcess(string target) => ShouldProcess(target, Running.Info.Name);

    public bool ShouldProcess(string target, string action) => Running.Confirm.ShouldProcess($"Performing the operation \"{action}\" on target \"{target}\".", null, "Confirm");

    public bool ShouldProcess(string verboseDescription, string verboseWarning, string caption) => Running.Confirm.ShouldProcess(verboseDescription, verboseWarning, caption);
}
