namespace System.Management.Automation;

public class ExtendedTypeSystemException(string? message, Exception? innerException = null) : RuntimeException(message, innerException);
