namespace System.Management.Automation;

public class SetValueException(string? message, Exception? innerException = null) : ExtendedTypeSystemException(message, innerException);
