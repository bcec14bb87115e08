namespace System.Management.Automation;

public sealed class SessionState
{
    internal SessionState(Session session) => (PSVariable, Path) = (new PSVariableIntrinsics(session), new PathIntrinsics(session));

    public PSVariableIntrinsics PSVariable { get; }
    public PathIntrinsics Path { get; }
}
