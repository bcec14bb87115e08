namespace System.Management.Automation;

/// <summary>Says in words why a null or empty argument is refused; the binder asks before it converts.</summary>
public abstract class NullValidationAttributeBase : ValidateArgumentsAttribute
{
    internal const string Null = "The argument is null. Provide a valid value for the argument, and then try running the command again.";
    internal const string Empty = "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.";
    internal const string NullElement = "The argument is null, empty, or an element of the argument collection contains a null value. Supply a collection that does not contain any null values and then try the command again.";
}
