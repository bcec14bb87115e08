namespace System.Management.Automation;

public class ParameterBindingException(string? message, Exception? innerException = null) : RuntimeException(message, innerException);
