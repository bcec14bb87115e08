namespace System.Management.Automation;

public class ParseException(string? message, Exception? innerException) : RuntimeException(message, innerException)
{
    public ParseException() : this(null, null) { }

    public ParseException(string? message) : this(message, null) { }

    /// <summary>The text ended inside something open: the prompt asks for another line.</summary>
    internal bool Incomplete { get; init; }
}
