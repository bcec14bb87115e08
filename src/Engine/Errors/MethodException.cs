namespace System.Management.Automation;

public class MethodException(string? message, Exception? innerException = null) : ExtendedTypeSystemException(message, innerException);
