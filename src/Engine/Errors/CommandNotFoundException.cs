namespace System.Management.Automation;

public class CommandNotFoundException(string? message, Exception? innerException) : RuntimeException(message, innerException)
{
    public CommandNotFoundException() : this(null, null) { }

    public string? CommandName { get; set; }

    public CommandNotFoundException(string? message) : this(message, null) { }
}
