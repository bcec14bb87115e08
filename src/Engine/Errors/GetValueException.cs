namespace System.Management.Automation;

public class GetValueException(string? message, Exception? innerException = null) : ExtendedTypeSystemException(message, innerException);
