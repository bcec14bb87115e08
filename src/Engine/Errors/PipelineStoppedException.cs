namespace System.Management.Automation;

public class PipelineStoppedException(string? message, Exception? innerException = null) : RuntimeException(message, innerException);
