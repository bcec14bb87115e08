namespace System.Management.Automation;

public class ValidationMetadataException(string? message, Exception? innerException) : MetadataException(message, innerException)
{
    public ValidationMetadataException() : this(null, null) { }

    public ValidationMetadataException(string? message) : this(message, null) { }
}
