namespace System.Management.Automation;

public class CommandNotFoundException(string? message, Exception? innerException = null) : RuntimeException(message, innerException);
