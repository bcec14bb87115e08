namespace System.Management.Automation;

public class MetadataException(string? message, Exception? innerException) : RuntimeException(message, innerException)
{
    public MetadataException() : this(null, null) { }

    public MetadataException(string? message) : this(message, null) { }
}
