namespace System.Management.Automation;

public class ValidationMetadataException(string? message, Exception? innerException = null) : MetadataException(message, innerException);
