namespace System.Management.Automation;

public class PipelineStoppedException(string? message, Exception? innerException) : RuntimeException(message, innerException)
{
    public PipelineStoppedException() : this(null, null) { }

    public PipelineStoppedException(string? message) : this(message, null) { }
}
