using System.Collections.Immutable;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Kinds;

/// <summary>Small values that several kinds have.</summary>
internal static class Lists
{
    /// <summary>The vermagic that stands for none asked for.</summary>
    public const string AnyVermagic = "any";

    /// <summary>A list of names.</summary>
    public static ImmutableArray<string> Names(ReadContext context, Node node, NodePath path, string expected, int most = 511)
    {
        ImmutableArray<string>.Builder names = ImmutableArray.CreateBuilder<string>();
        foreach ((Node item, NodePath place) in context.Items(node, path, "a list of names")) names.Add(context.Name(item, place, expected, most));
        return names.ToImmutable();
    }

    /// <summary>One line of text, or a list of them.</summary>
    public static ImmutableArray<string> Lines(ReadContext context, Node node, NodePath path)
    {
        if (node is not ListNode) return [context.LineText(node, path, expected: "one line of text, or a list of them")];
        ImmutableArray<string>.Builder lines = ImmutableArray.CreateBuilder<string>();
        foreach ((Node item, NodePath place) in context.Items(node, path, "a list of lines")) lines.Add(context.LineText(item, place));
        return lines.ToImmutable();
    }

    /// <summary>What <c>modinfo -F vermagic</c> prints, or <c>any</c>, which is null.</summary>
    public static string? Vermagic(ReadContext context, Node node, NodePath path)
    {
        string text = context.LineText(node, path).TrimEnd(' ');
        return text == AnyVermagic ? null : text;
    }

    /// <summary>One of some letters.</summary>
    public static char SymbolType(ReadContext context, Node node, NodePath path, string allowed)
    {
        if (node is ScalarNode { Text: [char letter] } && allowed.Contains(letter, System.StringComparison.Ordinal)) return letter;
        context.Expected(node, path, ManifestProblemId.UnknownValue, "one of the type letters " + string.Join(", ", allowed.ToCharArray()));
        return allowed[0];
    }
}
