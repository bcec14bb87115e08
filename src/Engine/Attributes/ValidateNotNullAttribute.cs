namespace System.Management.Automation;

public sealed class ValidateNotNullAttribute : NullValidationAttributeBase
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics) => Refuse(arguments, false, Null);
}
