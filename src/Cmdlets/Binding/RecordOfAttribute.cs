using System;
using System.Management.Automation;

namespace KlpShell.Binding;

/// <summary>Takes what another cmdlet writes. For anything else the error says where such objects come from.</summary>
/// <param name="type">What it writes.</param>
/// <param name="cmdlet">The cmdlet.</param>
internal sealed class RecordOfAttribute(Type type, string cmdlet) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? plain = Plain(inputData);
        if (plain is not Array items) Check(plain);
        else foreach (object? item in items) Check(Plain(item));
        return inputData;
    }

    private static object? Plain(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private void Check(object? plain)
    {
        if (plain is not null && !type.IsInstanceOfType(plain)) throw Failure.Of("RecordWanted", plain, plain is string ? $"'{plain}'" : $"a {plain.GetType().Name}", cmdlet);
    }
}
