using System;
using System.Management.Automation;

namespace KlpShell.Probe;

public sealed class TwiceAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => int.TryParse(inputData.ToString(), out var number)
        ? number * 2 : throw new ArgumentException("Only a number can be doubled.");
}
