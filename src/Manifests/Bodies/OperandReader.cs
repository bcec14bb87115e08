using System;
using System.Collections.Immutable;
using System.Text;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Bodies;

/// <summary>Reads the values that steps take, and texts with values in them.</summary>
/// <param name="context">What the readers of the file share.</param>
/// <param name="names">The names of the body.</param>
internal sealed class OperandReader(ReadContext context, BodyNames names)
{
    private const int MostOperands = 10;

    /// <summary>A value: a number, true, false, an errno as <c>-EINVAL</c>, <c>${name}</c>, or text.</summary>
    public Operand Read(Node node, NodePath path)
    {
        if (node is not ScalarNode { IsNull: false } scalar)
        {
            context.Expected(node, path, ManifestProblemId.WrongType, "a number, an errno such as -EINVAL, text, or ${name}");
            return default;
        }

        string text = scalar.Text;
        if (text.StartsWith("${", StringComparison.Ordinal) && text.IndexOf('}', StringComparison.Ordinal) == text.Length - 1) return Named(text[2..^1], node, path);
        if (scalar.IsPlain && Number(text, node, path) is { } number) return new Operand(OperandKind.Constant, number);
        Template constant = ReadText(text, node, path);
        if (constant.Operands.Length > 0) context.Expected(node, path, ManifestProblemId.WrongType, "one value", "; text with values in it is for printk and seq_printf");
        return new Operand(OperandKind.Constant, constant.Format);
    }

    /// <summary>Text in which <c>${name}</c> stands for a value. Before a brace, and only there, <c>$$</c> is a plain dollar sign.</summary>
    public Template ReadText(Node node, NodePath path)
    {
        string text = node is ScalarNode { IsNull: false } scalar ? scalar.Text : context.Text(node, path);
        return ReadText(text, node, path);
    }

    private Template ReadText(string text, Node node, NodePath path)
    {
        if (!text.Contains("${", StringComparison.Ordinal)) return text;
        ImmutableArray<Operand>.Builder operands = ImmutableArray.CreateBuilder<Operand>();
        StringBuilder plain = new();
        StringBuilder format = new();
        for (int i = 0; i < text.Length; i++)
        {
            int dollars = DollarsBeforeBrace(text, i);
            if (dollars > 0)
            {
                plain.Append('$', dollars / 2);
                format.Append('$', dollars / 2);
                i += dollars - (dollars % 2);
            }

            if (dollars % 2 == 0)
            {
                plain.Append(text[i]);
                format.Append(text[i] is '{' or '}' ? new string(text[i], 2) : text[i].ToString());
                continue;
            }

            int end = text.IndexOf('}', i);
            if (end < 0)
            {
                context.Expected(node, path, ManifestProblemId.WrongType, "a } for each ${", "; for the characters ${ themselves write $${");
                return text;
            }

            Operand operand = Named(text[(i + 2)..end], node, path);
            int place = operands.IndexOf(operand);
            if (place < 0)
            {
                place = operands.Count;
                operands.Add(operand);
            }

            format.Append('{').Append((char)('0' + place)).Append('}');
            i = end;
        }

        if (operands.Count > MostOperands)
        {
            context.Report(node, path, ManifestProblemId.TooMuch, $"at most {MostOperands} values in a text", $"found {operands.Count} values in one text where at most {MostOperands} were expected");
            return text;
        }

        return operands.Count == 0 ? new Template(plain.ToString(), []) : new Template(format.ToString(), operands.ToImmutable());
    }

    // How many dollar signs in a row lead up to a brace; 0 where they don't.
    private static int DollarsBeforeBrace(string text, int start)
    {
        int end = start;
        while (end < text.Length && text[end] == '$') end++;
        return end < text.Length && text[end] == '{' ? end - start : 0;
    }

    private Operand Named(string name, Node node, NodePath path)
    {
        if (names.TryGet(name, out Operand operand)) return operand;
        string shown = Shown.Of(name);
        context.Report(node, path, ManifestProblemId.UnknownName, "result, argument, a local, a parameter or a variable", $"nothing here is called {shown}: result, argument, a local that was stored before, or a parameter or variable of the module was expected{Nearest.Hint(name, names.All)}");
        return default;
    }

    private Value? Number(string text, Node node, NodePath path)
    {
        if (text == "true") return 1;
        if (text == "false") return 0;
        if (text.StartsWith("-E", StringComparison.Ordinal) && text.Length > 3)
        {
            if (!text.Contains(',', StringComparison.Ordinal) && Enum.TryParse(text[1..], out Errno errno)) return -(long)errno;
            context.Expected(node, path, ManifestProblemId.UnknownValue, "an errno of the kernel", Nearest.Hint(text, Array.ConvertAll(Enum.GetNames<Errno>(), name => "-" + name)));
            return 0;
        }

        if (!Numbers.TryRead(text, out ulong number, out bool negative)) return null;
        if (!negative) return unchecked((long)number);
        if (Numbers.TrySigned(number, true, out long value)) return value;
        context.Expected(node, path, ManifestProblemId.OutOfRange, "a number of at most 64 bits");
        return 0;
    }
}
