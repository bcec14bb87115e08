namespace System.Management.Automation;

public class MethodInvocationException(string? message, Exception? innerException = null) : MethodException(message, innerException);
