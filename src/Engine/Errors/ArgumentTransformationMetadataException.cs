namespace System.Management.Automation;

public class ArgumentTransformationMetadataException(string? message, Exception? innerException) : MetadataException(message, innerException)
{
    public ArgumentTransformationMetadataException() : this(null, null) { }

    public ArgumentTransformationMetadataException(string? message) : this(message, null) { }
}
