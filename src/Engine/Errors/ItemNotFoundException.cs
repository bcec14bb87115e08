namespace System.Management.Automation;

public class ItemNotFoundException(string? message, Exception? innerException = null) : RuntimeException(message, innerException);
