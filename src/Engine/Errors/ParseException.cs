namespace System.Management.Automation;

public class ParseException(string? message, Exception? innerException = null) : RuntimeException(message, innerException)
{
    /// <summary>The text ended inside something open: the prompt asks for another line.</summary>
    internal bool Incomplete { get; init; }
}
