namespace System.Management.Automation;

public class RuntimeException(string? message, Exception? innerException, ErrorRecord? errorRecord) : SystemException(message, innerException), IContainsErrorRecord
{
    public RuntimeException(string? message) : this(message, null, null) { }

    public RuntimeException(string? message, Exception? innerException) : this(message, innerException, null) { }

    public virtual ErrorRecord ErrorRecord => errorRecord ??= new ErrorRecord(this, "RuntimeException", ErrorCategory.NotSpecified, null);
    public bool WasThrownFromThrowStatement { get; set; }

    /// <summary>Where the statement stands that raised this: an error says its place.</summary>
    internal RuntimeException With(string errorId, ErrorCategory category, object? target = null, Extent? at = null)
    {
        errorRecord = new ErrorRecord(this, errorId, category, target);
        if (at is not null) errorRecord.InvocationInfo = new InvocationInfo(null, at);
        return this;
    }
}
