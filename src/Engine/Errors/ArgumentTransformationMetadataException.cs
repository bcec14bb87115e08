namespace System.Management.Automation;

public class ArgumentTransformationMetadataException : MetadataException
{
    public ArgumentTransformationMetadataException() { }

    public ArgumentTransformationMetadataException(string? message) : base(message) { }

    public ArgumentTransformationMetadataException(string? message, Exception? innerException) : base(message, innerException) { }
}
