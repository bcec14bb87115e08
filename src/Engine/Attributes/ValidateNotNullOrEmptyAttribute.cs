namespace System.Management.Automation;

public sealed class ValidateNotNullOrEmptyAttribute : NullValidationAttributeBase
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (Value.Base(arguments) is null or "" or ICollection { Count: 0 }) throw new ValidationMetadataException(Empty);
        if (LanguagePrimitives.GetEnumerable(arguments) is not { } items) return;
        foreach (var item in items)
            if (item is null or "") throw new ValidationMetadataException(NullElement);
    }
}
