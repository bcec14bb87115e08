namespace System.Management.Automation;

public class CommandNotFoundException : RuntimeException
{
    public CommandNotFoundException() { }

    public CommandNotFoundException(string? message) : base(message) { }

    public CommandNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }
}
