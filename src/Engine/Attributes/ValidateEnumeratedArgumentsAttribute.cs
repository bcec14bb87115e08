namespace System.Management.Automation;

public abstract class ValidateEnumeratedArgumentsAttribute : ValidateArgumentsAttribute
{
    protected abstract void ValidateElement(object element);

    protected sealed override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is null) throw new ValidationMetadataException(NullValidationAttributeBase.Null);
        foreach (var item in Value.Items(arguments) ?? new[] { arguments }) ValidateElement(Value.Base(item)!);
    }
}
