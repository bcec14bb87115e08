namespace System.Management.Automation;

public abstract class ValidateEnumeratedArgumentsAttribute : ValidateArgumentsAttribute
{
    protected abstract void ValidateElement(object element);

    protected sealed override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is null)
            throw new ValidationMetadataException("The argument is null. Provide a valid value for the argument, and then try running the command again.");
        if (LanguagePrimitives.GetEnumerable(arguments) is not { } items)
            ValidateElement(Value.Base(arguments)!);
        else
            foreach (var item in items)
                ValidateElement(Value.Base(item)!);
    }
}
