using System;
using System.Collections.Generic;

namespace KlpShell.Conformance.Shell.Awk;

/// <summary>Where an awk program stands: the record, its fields and the variables.</summary>
/// <param name="output">Where it prints.</param>
internal sealed class AwkState(Action<string> output)
{
    private readonly Dictionary<string, AwkValue> _variables = new(StringComparer.Ordinal)
    {
        ["FS"] = AwkValue.Of(" "),
        ["OFS"] = AwkValue.Of(" "),
        ["ORS"] = AwkValue.Of("\n"),
    };

    private string _record = "";
    private string[] _fields = [];

    /// <summary>Prints text.</summary>
    public void Print(string text) => output(text);

    /// <summary>Takes the next record.</summary>
    public void Begin(string record)
    {
        _record = record;
        string separator = this["FS"].Text;
        _fields = separator == " " ? record.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries) : record.Split(separator);
        this["NR"] = AwkValue.Of(this["NR"].Number + 1);
        this["NF"] = AwkValue.Of(_fields.Length);
    }

    /// <summary>A field; 0 is the record.</summary>
    public AwkValue Field(int number) => number == 0
        ? AwkValue.Field(_record)
        : number <= _fields.Length ? AwkValue.Field(_fields[number - 1]) : AwkValue.Of("");

    /// <summary>A variable; the empty string where it was never set, which counts as 0 too.</summary>
    public AwkValue this[string name]
    {
        get => _variables.TryGetValue(name, out AwkValue value) ? value : new AwkValue("", 0, true);
        set => _variables[name] = value;
    }
}
