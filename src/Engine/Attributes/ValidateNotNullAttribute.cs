namespace System.Management.Automation;

public sealed class ValidateNotNullAttribute : NullValidationAttributeBase
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (Value.Base(arguments) is null) throw new ValidationMetadataException(Null);
        if (LanguagePrimitives.GetEnumerable(arguments) is { } items)
            foreach (var item in items)
                if (item is null) throw new ValidationMetadataException(NullElement);
    }
}
