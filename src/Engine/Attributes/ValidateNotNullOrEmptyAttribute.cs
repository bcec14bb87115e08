namespace System.Management.Automation;

public sealed class ValidateNotNullOrEmptyAttribute : NullValidationAttributeBase
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics) => Refuse(arguments, true, Empty);
}
