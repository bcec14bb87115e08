using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Manifests.Bodies;

namespace KlpShell.Manifests.Writing;

/// <summary>Writes the values that steps take, and texts with values in them.</summary>
/// <param name="parameters">The module's parameters, which go before variables of the same name.</param>
internal sealed class OperandWriter(ImmutableArray<ParameterDefinition> parameters)
{
    /// <summary>A value as a scalar.</summary>
    public string Write(Operand operand)
    {
        if (operand.Kind != OperandKind.Constant) return "${" + Name(operand) + "}";
        if (operand.Constant.Text is { } text) return YamlText.Scalar(Escaped(text, false));
        long number = operand.Constant.Number;
        if (number is < 0 and > -4096 && Enum.GetName((Errno)(-number)) is { } errno) return "-" + errno;
        return number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Text with values as a scalar.</summary>
    public string Write(Template template)
    {
        if (template.Operands.IsEmpty) return YamlText.Scalar(Escaped(template.Format, false));
        StringBuilder text = new();
        StringBuilder plain = new();
        string format = template.Format;
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] == '{' && i + 2 < format.Length && format[i + 2] == '}' && char.IsAsciiDigit(format[i + 1]))
            {
                Operand operand = template.Operands[format[i + 1] - '0'];
                bool isName = operand.Kind != OperandKind.Constant;
                text.Append(Escaped(plain.ToString(), isName)).Append(isName ? "${" + Name(operand) + "}" : Escaped(operand.Constant.ToString(), false));
                plain.Clear();
                i += 2;
                continue;
            }

            if (format[i] is '{' or '}' && i + 1 < format.Length && format[i + 1] == format[i]) i++;
            plain.Append(format[i]);
        }

        return YamlText.Scalar(text.Append(Escaped(plain.ToString(), false)).ToString());
    }

    private string Name(Operand operand) => operand.Kind switch
    {
        OperandKind.Result => "result",
        OperandKind.Argument => "argument",
        OperandKind.Local => BodyNames.NumberedLocal + operand.Constant.Number.ToString(CultureInfo.InvariantCulture),
        OperandKind.Parameter => IsTaken(operand.Name!) ? BodyNames.ParameterPrefix + operand.Name : operand.Name!,
        _ => IsTaken(operand.Name!) || IsParameter(operand.Name!) ? BodyNames.VariablePrefix + operand.Name : operand.Name!,
    };

    private bool IsParameter(string name)
    {
        foreach (ParameterDefinition parameter in parameters)
        {
            if (parameter.Name == name) return true;
        }

        return false;
    }

    private static bool IsTaken(string name) => name is "result" or "argument" || name.StartsWith(BodyNames.NumberedLocal, StringComparison.Ordinal);

    // Dollar signs before a brace are doubled, and at the end where a value follows.
    private static string Escaped(string text, bool valueFollows)
    {
        if (!text.Contains('$', StringComparison.Ordinal)) return text;
        StringBuilder escaped = new();
        int dollars = 0;
        foreach (char c in text)
        {
            if (c == '{') escaped.Append('$', dollars);
            dollars = c == '$' ? dollars + 1 : 0;
            escaped.Append(c);
        }

        return valueFollows ? escaped.Append('$', dollars).ToString() : escaped.ToString();
    }
}
