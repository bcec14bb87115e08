using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace KlpShell.Binding;

/// <summary>Takes entries of the ABI by a path, as a set, or as single ones.</summary>
internal sealed class AbiTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object plain = Plain(inputData);
        if (plain is not Array items) return One(plain);
        List<object> all = [];
        foreach (object? item in items) all.Add(One(Plain(item!)));
        return all.ToArray();
    }

    private static object Plain(object value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static object One(object plain) => plain switch
    {
        string path => new AbiIdentity(path),
        System.IO.FileSystemInfo file => new AbiIdentity(file.FullName),
        AbiSetInfo set => new AbiIdentity(set),
        AbiInfo entry => new AbiIdentity(entry),
        _ => plain,
    };
}
