using System;
using System.IO;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KlpShell.Manifests.Tests.Yaml;

/// <summary>What YamlDotNet's own parser makes of a text, written so that it can be compared.</summary>
internal static class ParserTree
{
    /// <summary>The events of all documents, with the places of all scalars that are there; null where the text is no YAML to it.</summary>
    public static string? Of(string text)
    {
        StringBuilder tree = new();
        Parser parser = new(new Scanner(new StringReader(text)));
        try
        {
            while (parser.MoveNext())
            {
                switch (parser.Current)
                {
                    case DocumentStart:
                        tree.Append("\n---");
                        break;
                    case Scalar scalar:
                        bool isPlain = scalar.Style is ScalarStyle.Plain;
                        Append(tree, isPlain && scalar.Value.Length == 0 ? Mark.Empty : scalar.Start, (isPlain ? "=" : "'") + scalar.Value);
                        break;
                    case AnchorAlias alias:
                        Append(tree, alias.Start, "*");
                        break;
                    case MappingStart map:
                        tree.Append(" {");
                        break;
                    case SequenceStart list:
                        tree.Append(" [");
                        break;
                    case MappingEnd:
                        tree.Append(" }");
                        break;
                    case SequenceEnd:
                        tree.Append(" ]");
                        break;
                }
            }
        }
        catch (Exception bad) when (bad is YamlException or InvalidOperationException)
        {
            return null;
        }

        return tree.ToString();
    }

    private static void Append(StringBuilder tree, Mark at, string text) => tree.Append($" {at.Line}:{at.Column}{text}");
}
