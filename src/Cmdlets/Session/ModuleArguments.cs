using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;

namespace KlpShell.Session;

/// <summary>Writes a hash table of parameters as insmod's command line.</summary>
internal static class ModuleArguments
{
    /// <summary>The line; empty for none. A list becomes values with commas, a truth Y or N.</summary>
    public static string Of(IDictionary? parameters)
    {
        if (parameters is null) return "";
        List<string> parts = [];
        foreach (DictionaryEntry entry in parameters)
        {
            string name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!;
            string value = Text(entry.Value);
            if (value.AsSpan().IndexOfAny('"', '\n', '\0') >= 0 || name.AsSpan().IndexOfAny(" =\"\n\t") >= 0) throw Failure.Of("ParameterValueInvalid", name, name, value);
            parts.Add(value.AsSpan().IndexOfAny(' ', '\t') >= 0 ? $"{name}=\"{value}\"" : $"{name}={value}");
        }

        parts.Sort(StringComparer.Ordinal);
        return string.Join(' ', parts);
    }

    private static string Text(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "Y" : "N",
        SwitchParameter flag => flag ? "Y" : "N",
        IEnumerable items => List(items),
        object other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    private static string List(IEnumerable items)
    {
        List<string> texts = [];
        foreach (object? item in items) texts.Add(Text(item));
        return string.Join(',', texts);
    }
}
