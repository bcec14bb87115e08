namespace System.Management.Automation;

public class EngineIntrinsics
{
    internal EngineIntrinsics(SessionState state) => SessionState = state;

    public SessionState SessionState { get; }
}
