using System;
using System.Management.Automation;
using KlpShell.Session;

namespace KlpShell.Binding;

/// <summary>Takes an address as a person writes one: with or without <c>0x</c>, or as the negative number that a literal of PowerShell becomes.</summary>
internal sealed class AddressTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? plain = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (plain is not Array items) return One(plain!);
        object[] addresses = new object[items.Length];
        for (int i = 0; i < addresses.Length; i++) addresses[i] = One(items.GetValue(i)!);
        return addresses;
    }

    private static object One(object value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        long number => unchecked((ulong)number),
        int number => unchecked((ulong)(long)number),
        string text when Functions.TryAddress(text, out ulong address) => address,
        string text when ulong.TryParse(text, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out ulong address) => address,
        object other => other,
        _ => value!,
    };
}
