namespace System.Management.Automation;

public sealed class ValidateCountAttribute(int minLength, int maxLength) : ValidateArgumentsAttribute
{
    public int MinLength { get; } = minLength;
    public int MaxLength { get; } = maxLength;

    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        var count = arguments is ICollection items ? items.Count : 1;
        if (count < MinLength)
            throw new ValidationMetadataException($"The number of provided arguments ({count}) is fewer than the minimum number of allowed arguments ({MinLength}). Provide more than {MinLength} arguments, and then try the command again.");
        if (count > MaxLength)
            throw new ValidationMetadataException($"The parameter requires at most {MaxLength} value(s) - {count} were given. Provide fewer than {MaxLength} arguments and then try the command again.");
    }
}
