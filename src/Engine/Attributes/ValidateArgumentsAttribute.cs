namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public abstract class ValidateArgumentsAttribute : CmdletMetadataAttribute
{
    protected abstract void Validate(object arguments, EngineIntrinsics engineIntrinsics);

    internal void Check(object? value, EngineIntrinsics engine) => Validate(value!, engine);
}
