namespace System.Management.Automation;

public abstract class PSCmdlet : Cmdlet
{
    public SessionState SessionState => Running.Session.State;
    public InvocationInfo MyInvocation => Running.Invocation;
    public string ParameterSetName => Running.Binder.SetName;

    public object? GetVariableValue(string name) => Running.Session.Scope.Find(name)?.Value;

    public string GetUnresolvedProviderPathFromPSPath(string path) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    public Collection<string> GetResolvedProviderPathFromPSPath(string path, out ProviderInfo provider) => SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);
}
