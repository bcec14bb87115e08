namespace System.Management.Automation;

public class ActionPreferenceStopException : RuntimeException
{
    internal ActionPreferenceStopException(string? message, Exception? innerException, ErrorRecord record) : base(message, innerException, record) { }
}
