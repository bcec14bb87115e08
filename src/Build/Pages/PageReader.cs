using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using KlpShell.Build.Markdown;

namespace KlpShell.Build.Pages;

/// <summary>Reads the page of a cmdlet; its form is told in docs/help/README.md.</summary>
public static partial class PageReader
{
    private static readonly string[] s_sections = ["Parameters", "Inputs", "Outputs", "Examples", "Notes", "Related"];

    /// <summary>Reads the pages of a folder, by name.</summary>
    public static IReadOnlyList<HelpPage> All(string folder) =>
        [.. Directory.GetFiles(folder, "*-*.md").Order(StringComparer.Ordinal).Select(file => Read(file, File.ReadAllText(file)))];

    /// <summary>Reads a page.</summary>
    /// <exception cref="BuildException">It isn't in the form of such pages.</exception>
    public static HelpPage Read(string file, string text)
    {
        List<Block> blocks = Blocks.Read(file, text);
        if (blocks is not [Heading { Level: 1 } title, Paragraph synopsis, ..]) throw new BuildException(file, 1, "a page begins with '# Verb-Noun' and a paragraph");
        if (title.Text != Path.GetFileNameWithoutExtension(file)) throw new BuildException(file, title.Line, $"the page of {title.Text} must be called {title.Text}.md");
        Dictionary<string, List<Block>> sections = Sections(file, blocks.Skip(2));
        List<Block> Section(string name) => sections.GetValueOrDefault(name, []);
        return new HelpPage
        {
            Name = title.Text,
            Synopsis = PlainText.Inline(synopsis.Text),
            Description = sections[""] is { Count: > 0 } description ? description : [synopsis],
            Parameters = [.. Parts(file, Section("Parameters")).Select(part => Parameter(file, part.Title, part.Text))],
            Inputs = Types(file, Section("Inputs")),
            Outputs = Types(file, Section("Outputs")),
            Examples = [.. Parts(file, Section("Examples")).Select(part => Example(file, part.Title, part.Text))],
            Notes = Section("Notes"),
            Links = [.. Items(file, Section("Related")).Select(item => Link().Match(item.Text) is { Success: true } link ? link.Groups["name"].Value : throw new BuildException(file, item.Line, "a link is written [Name](Name.md)"))],
        };
    }

    private static Dictionary<string, List<Block>> Sections(string file, IEnumerable<Block> blocks)
    {
        Dictionary<string, List<Block>> sections = new(StringComparer.Ordinal) { [""] = [] };
        List<Block> section = sections[""];
        foreach (Block block in blocks)
        {
            if (block is not Heading { Level: < 3 } heading)
            {
                section.Add(block);
                continue;
            }

            if (heading.Level != 2 || !s_sections.Contains(heading.Text)) throw new BuildException(file, heading.Line, $"'{heading.Text}' is no section; the sections are {string.Join(", ", s_sections)}");
            section = [];
            if (!sections.TryAdd(heading.Text, section)) throw new BuildException(file, heading.Line, $"there are two sections '{heading.Text}'");
        }

        return sections;
    }

    private static IEnumerable<(Heading Title, List<Block> Text)> Parts(string file, List<Block> blocks)
    {
        (Heading Title, List<Block> Text)? part = null;
        foreach (Block block in blocks)
        {
            if (block is Heading heading)
            {
                if (part is not null) yield return part.Value;
                part = (heading, []);
            }
            else if (part is null)
            {
                throw new BuildException(file, block.Line, "a heading '### …' is wanted before this");
            }
            else
            {
                part.Value.Text.Add(block);
            }
        }

        if (part is not null) yield return part.Value;
    }

    private static HelpParameter Parameter(string file, Heading title, List<Block> text)
    {
        if (!title.Text.StartsWith('-') || text.Count == 0) throw new BuildException(file, title.Line, "a parameter is written '### -Name', and has a text");
        string? value = text.OfType<Paragraph>().Select(paragraph => Default().Match(paragraph.Text)).FirstOrDefault(match => match.Success)?.Groups["value"].Value;
        return new HelpParameter(title.Text[1..], [.. text.Where(block => block is not Paragraph paragraph || !Default().IsMatch(paragraph.Text))], value);
    }

    private static HelpExample Example(string file, Heading title, List<Block> text)
    {
        Code[] code = [.. text.OfType<Code>().Where(one => one.IsRun)];
        if (code.Length != 1) throw new BuildException(file, title.Line, "an example has one piece of code that begins with ```powershell");
        return new HelpExample(PlainText.Inline(title.Text), code[0], [.. text.Where(block => block != code[0])]);
    }

    private static List<HelpType> Types(string file, List<Block> blocks)
    {
        List<HelpType> types = [];
        foreach ((int line, string text) in Items(file, blocks))
        {
            Match type = TypeItem().Match(text);
            if (!type.Success) throw new BuildException(file, line, "a type is written - `Type`: what it is");
            types.Add(new HelpType(type.Groups["name"].Value, PlainText.Inline(type.Groups["text"].Value)));
        }

        return types;
    }

    private static IEnumerable<(int Line, string Text)> Items(string file, List<Block> blocks)
    {
        foreach (Block block in blocks)
        {
            if (block is not Bullets bullets) throw new BuildException(file, block.Line, "a list '- …' is wanted here");
            foreach (string item in bullets.Items) yield return (bullets.Line, item);
        }
    }

    [GeneratedRegex(@"^\[(?<name>[^\]]+)\]\(\k<name>\.md\)$")]
    private static partial Regex Link();

    [GeneratedRegex(@"^Default: `(?<value>[^`]+)`$")]
    private static partial Regex Default();

    [GeneratedRegex(@"^`(?<name>[^`]+)`: (?<text>.+)$")]
    private static partial Regex TypeItem();
}
