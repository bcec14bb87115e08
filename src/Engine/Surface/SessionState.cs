namespace System.Management.Automation;

public sealed class SessionState
{
    internal SessionState(Session session) => Path = new PathIntrinsics(session);

    public PathIntrinsics Path { get; }
}
