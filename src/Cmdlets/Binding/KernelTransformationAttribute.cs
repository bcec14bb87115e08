using System.Management.Automation;

namespace KlpShell.Binding;

/// <summary>Takes a kernel by its name or as an object.</summary>
internal sealed class KernelTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            string name => new KernelIdentity(name),
            KernelInfo kernel => new KernelIdentity(kernel),
            _ => inputData,
        };
}
