namespace System.Management.Automation;

public class RuntimeException : SystemException, IContainsErrorRecord
{
    private ErrorRecord? _record;

    public RuntimeException() { }

    public RuntimeException(string? message) : base(message) { }

    public RuntimeException(string? message, Exception? innerException) : base(message, innerException) { }

    public RuntimeException(string? message, Exception? innerException, ErrorRecord? errorRecord) : base(message, innerException) => _record = errorRecord;

    public virtual ErrorRecord ErrorRecord
    {
        get => _record ??= new ErrorRecord(this, "RuntimeException", ErrorCategory.NotSpecified, null);
        private protected set => _record = value;
    }

    public bool WasThrownFromThrowStatement { get; set; }

    /// <summary>Where the statement stands that raised this: an error says its place.</summary>
    internal RuntimeException With(string errorId, ErrorCategory category, object? target = null, Extent? at = null)
    {
        _record = new ErrorRecord(this, errorId, category, target);
        if (at is not null) _record.InvocationInfo = new InvocationInfo(null, at);
        return this;
    }
}
