namespace System.Management.Automation.Provider;

/// <summary>The base of a drive's provider. klpsh has no drives: a module's provider loads here, and is used in pwsh.</summary>
public abstract class CmdletProvider
{
    protected PSDriveInfo? PSDriveInfo => null;

    public SessionState SessionState => Session.Current!.State;

    protected ProviderInfo? ProviderInfo => null;

    protected object? DynamicParameters => null;

    public SwitchParameter Force => default;

    public string? Filter => null;

    public bool Stopping => false;

    protected virtual ProviderInfo Start(ProviderInfo providerInfo) => providerInfo;

    protected virtual void Stop() { }

    public void WriteItemObject(object item, string path, bool isContainer) => throw NotSupported();

    public void WriteError(ErrorRecord errorRecord) => throw NotSupported();

    public void WriteWarning(string text) => throw NotSupported();

    [DoesNotReturn]
    public void ThrowTerminatingError(ErrorRecord errorRecord) => throw new RuntimeException(errorRecord.Exception.Message, errorRecord.Exception, errorRecord);

    public bool ShouldProcess(string verboseDescription, string verboseWarning, string caption, out ShouldProcessReason shouldProcessReason) => throw NotSupported();

    private protected static NotSupportedException NotSupported() => new("klpsh has no drives; pwsh has.");
}
