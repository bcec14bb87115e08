namespace System.Management.Automation;

/// <summary>Says in words why a null or empty argument is refused; the binder asks before it converts.</summary>
public abstract class NullValidationAttributeBase : ValidateArgumentsAttribute
{
    internal const string Null = "The argument is null. Provide a valid value for the argument, and then try running the command again.";
    internal const string Empty = "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.";
    internal const string NullElement = "The argument is null, empty, or an element of the argument collection contains a null value. Supply a collection that does not contain any null values and then try the command again.";

    private protected static void Refuse(object arguments, bool empty, string message)
    {
        if (Value.Base(arguments) is null || empty && Value.Base(arguments) is "" or ICollection { Count: 0 }) throw new ValidationMetadataException(message);
        foreach (var item in Value.Items(arguments) ?? Array.Empty<object>())
            if (item is null || empty && item is "") throw new ValidationMetadataException(NullElement);
    }
}
