namespace System.Management.Automation;

public class ParseException : RuntimeException
{
    public ParseException() { }

    public ParseException(string? message) : base(message) { }

    public ParseException(string? message, Exception? innerException) : base(message, innerException) { }

    /// <summary>The text ended inside something open: the prompt asks for another line.</summary>
    internal bool Incomplete { get; init; }
}
