using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace KlpShell.Binding;

/// <summary>
/// Takes what a person holds for a name: a string, or an object that has one. An object of another kind that comes down the pipeline
/// (a kernel, say) names nothing: where everything can be listed it stands for all, and its other properties bind by their names.
/// </summary>
/// <param name="property">The property that names such a thing.</param>
internal sealed class NameOfAttribute(string property) : ArgumentTransformationAttribute
{
    /// <summary>What an object stands for that names no such thing; null to take its text.</summary>
    public string? Others { get; init; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? plain = Plain(inputData);
        if (plain is null or string || plain is not Array items) return Name(inputData, plain);
        List<object> names = [];
        foreach (object? item in items) names.Add(Name(item!, Plain(item)));
        return names.ToArray();
    }

    private static object? Plain(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    // Of a row of a table (Import-Csv, [pscustomobject]) the property counts; a file has a name too, and isn't meant by it.
    private object Name(object value, object? plain)
    {
        if (plain is null or string || plain.GetType().IsPrimitive) return value;
        if (plain is INamed named) return named.NameFor(property) ?? Others ?? value;
        if (plain is not PSCustomObject) return value;
        PSPropertyInfo? own = PSObject.AsPSObject(value).Properties[property] ?? PSObject.AsPSObject(value).Properties["Name"];
        return own?.Value is string name ? name : value;
    }
}
