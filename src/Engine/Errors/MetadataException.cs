namespace System.Management.Automation;

public class MetadataException(string? message, Exception? innerException = null) : RuntimeException(message, innerException);
