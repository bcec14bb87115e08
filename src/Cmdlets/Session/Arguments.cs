using System.Globalization;
using System.Management.Automation;
using KlpShell.Core.Machine;

namespace KlpShell.Session;

/// <summary>What a function is called with, from what a person gives.</summary>
internal static class Arguments
{
    /// <summary>The value: a number where it is one, else its text.</summary>
    public static Value Value(object? argument) => (argument is PSObject wrapped ? wrapped.BaseObject : argument) switch
    {
        null => default,
        string text => text,
        char letter => letter.ToString(),
        bool flag => flag ? 1 : 0,
        ulong address => unchecked((long)address),
        byte or sbyte or short or ushort or int or uint or long => System.Convert.ToInt64(argument is PSObject boxed ? boxed.BaseObject : argument, CultureInfo.InvariantCulture),
        object other => System.Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };
}
