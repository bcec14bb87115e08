namespace System.Management.Automation;

public sealed class ValidateLengthAttribute(int minLength, int maxLength) : ValidateEnumeratedArgumentsAttribute
{
    public int MinLength { get; } = minLength;
    public int MaxLength { get; } = maxLength;

    protected override void ValidateElement(object element)
    {
        var length = (element as string)?.Length ?? throw new ValidationMetadataException("The argument is not a string. Provide a string.");
        if (length < MinLength)
            throw new ValidationMetadataException($"The character length ({length}) of the argument is too short. Specify an argument with a length that is greater than or equal to \"{MinLength}\", and then try the command again.");
        if (length > MaxLength)
            throw new ValidationMetadataException($"The character length of the {length} argument is too long. Shorten the character length of the argument so it is fewer than or equal to \"{MaxLength}\" characters, and then try the command again.");
    }
}
