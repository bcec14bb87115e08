using System;
using System.IO;
using System.Linq;
using System.Text;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Tests.Support;
using KlpShell.Manifests.Yaml;
using Xunit;

namespace KlpShell.Manifests.Tests.Yaml;

/// <summary>The reader of documents makes of a text what YamlDotNet's own parser makes of it.</summary>
public sealed class DocumentReaderTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("a: b\nc: d\n")]
    [InlineData("a:\n- b\n- c\nd:\n")]
    [InlineData("a:\n  - b\n  -\n  - - c\n    - d\n  - e: f\n    g: h\n")]
    [InlineData("- a: &x\n- b\n")]
    [InlineData("[a, [b], {c: d, e}, f: g, 'h': , ? i : j, ]")]
    [InlineData("{a: b, 'c': [], \"d\", ? e, ? , f: , }")]
    [InlineData("? a\n: b\n? c\n? [d]\n: - e\n")]
    [InlineData("a: |\n  text\n   more\n\nb: >-\n  folded\n  text\nc: 'it''s'\nd: \"a\\tb\\\n  c\"\n")]
    [InlineData("%YAML 1.1\n---\na\n...\n---\nb\n--- c\n...\nd: e\n")]
    [InlineData("---\n---\na:\n...\n...\n")]
    [InlineData("# c\na: # d\n  b # e\n")]
    [InlineData("a: {\n  b: c,\n  d: [e,\n f]}\n")]
    [InlineData("- [a, b]: c\n- {d: e}: f\n")]
    [InlineData("")]
    public void MakesTheSameTree(string text)
    {
        Assert.NotNull(ParserTree.Of(text));
        Assert.Equal(ParserTree.Of(text), Tree(text));
    }

    [Theory]
    [InlineData("a: b: c\n")]
    [InlineData("a\nb: c\n")]
    [InlineData("[a, b\n")]
    [InlineData("[a b: c d]]\n")]
    [InlineData("{a: b}}\n")]
    [InlineData("- a\nb: c\n")]
    [InlineData("a: b\n- c\n")]
    [InlineData("[,]\n")]
    [InlineData("a: 'b\n")]
    [InlineData("a\n---\nb\n c: d\n")]
    public void RefusesTheSame(string text)
    {
        Assert.Null(ParserTree.Of(text));
        Assert.Null(Tree(text));
    }

    [Fact]
    public void DamagedTextsMakeTheSameTreeOrNone()
    {
        const string Junk = "{}[]:-,|>'\"#? \n\n  x0";
        Random random = new(5);
        string[] texts = [.. Support.Shipped.Files.Select(File.ReadAllText), "{a: b, c: [d, e: f]}\n", "? a\n: - b\n  - c\n---\nd\n"];
        int same = 0;
        for (int i = 0; i < 4000; i++)
        {
            StringBuilder text = new(texts[random.Next(texts.Length)]);
            for (int j = random.Next(1, 4); j > 0; j--)
            {
                int at = random.Next(text.Length);
                if (random.Next(2) == 0) text.Remove(at, Math.Min(random.Next(1, 9), text.Length - at));
                else text.Insert(at, Junk[random.Next(Junk.Length)]);
            }

            string? theirs = ParserTree.Of(text.ToString());
            string? ours = Tree(text.ToString());
            if (ours is null) continue;
            Assert.True(ours == theirs, $"{text}\n{ours}\n{theirs}");
            same++;
        }

        Assert.InRange(same, 1000, 4000);
    }

    private static string? Tree(string text)
    {
        SourceText source = new(Text.Source, text);
        ProblemList problems = new(source, 10);
        DocumentReader reader = new(source, ManifestLimits.Default, problems);
        StringBuilder tree = new();
        while (reader.Next() is { } node) Append(tree.Append("\n---"), node);
        return problems.Count == 0 ? tree.ToString() : null;
    }

    private static void Append(StringBuilder tree, Node node)
    {
        switch (node)
        {
            case ScalarNode scalar:
                // Theirs puts what isn't there in other places, some of which no text has.
                bool isThere = !scalar.IsPlain || scalar.Text.Length > 0;
                tree.Append(isThere ? $" {scalar.At.Line}:{scalar.At.Column}" : " 1:1").Append(scalar.IsPlain ? '=' : '\'').Append(scalar.Text);
                break;
            case ListNode list:
                tree.Append(" [");
                foreach (Node item in list.Items) Append(tree, item);
                tree.Append(" ]");
                break;
            case MapNode map:
                tree.Append(" {");
                foreach ((Node key, Node value) in map.Entries)
                {
                    Append(tree, key);
                    Append(tree, value);
                }

                tree.Append(" }");
                break;
        }
    }
}
