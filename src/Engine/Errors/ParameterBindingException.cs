namespace System.Management.Automation;

public class ParameterBindingException(string? message, Exception? innerException) : RuntimeException(message, innerException)
{
    public ParameterBindingException() : this(null, null) { }

    public ParameterBindingException(string? message) : this(message, null) { }
}
