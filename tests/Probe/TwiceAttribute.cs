using System.Management.Automation;

namespace KlpShell.Probe;

public sealed class TwiceAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => LanguagePrimitives.TryConvertTo<int>(inputData, out var number)
        ? number * 2 : throw new ArgumentTransformationMetadataException("Only a number can be doubled.");
}
