namespace System.Management.Automation;

public class ParameterBindingException : RuntimeException
{
    public ParameterBindingException() { }

    public ParameterBindingException(string? message) : base(message) { }

    public ParameterBindingException(string? message, Exception? innerException) : base(message, innerException) { }
}
