namespace System.Management.Automation;

public class ActionPreferenceStopException : RuntimeException
{
    public ActionPreferenceStopException() { }

    public ActionPreferenceStopException(string? message) : base(message) { }

    public ActionPreferenceStopException(string? message, Exception? innerException) : base(message, innerException) { }

    internal ActionPreferenceStopException(string? message, Exception? innerException, ErrorRecord record) : base(message, innerException, record) { }
}
