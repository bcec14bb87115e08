namespace System.Management.Automation;

public abstract class InformationalRecord
{
    internal InformationalRecord(string message) => Message = message;

    public string Message { get; set; }
    public InvocationInfo? InvocationInfo { get; internal set; }

    public override string ToString() => Message;
}
