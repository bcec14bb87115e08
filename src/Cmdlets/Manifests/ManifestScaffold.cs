using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using KlpShell.Core;

namespace KlpShell.Files;

/// <summary>Writes manifests to begin with.</summary>
internal static class ManifestScaffold
{
    private const string Schema = "# yaml-language-server: $schema=";

    /// <summary>A live patch of these functions, by object.</summary>
    public static string Livepatch(string schema, string name, string description, IReadOnlyList<(string Object, List<string> Functions)> objects)
    {
        StringBuilder text = Head(schema, "Livepatch", name, description);
        text.Append("objects:\n");
        foreach ((string obj, List<string> functions) in objects)
        {
            text.Append("  - name: ").Append(Quote(obj)).Append("\n    functions:\n");
            foreach (string function in functions)
            {
                text.Append("      - old_name: ").Append(Quote(function)).Append("\n        body:\n");
                text.Append("          - seq_printf: ").Append(JsonSerializer.Serialize($"{function}, patched by {name}\n")).Append('\n');
                text.Append("          - return: 0\n");
            }
        }

        return text.ToString();
    }

    /// <summary>A module with these functions.</summary>
    public static string Module(string schema, string name, string description, IEnumerable<string> functions)
    {
        StringBuilder text = Head(schema, "Module", name, description);
        text.Append("functions:\n");
        foreach (string function in functions) text.Append("  - name: ").Append(Quote(function)).Append("\n    body:\n      - return: 0\n");
        return text.ToString();
    }

    /// <summary>A kernel with a release's core, and a symbol table of one's own.</summary>
    public static string Kernel(string schema, string name, string description, Release release)
    {
        StringBuilder text = Head(schema, "Kernel", name, description);
        text.Append("release: ").Append(Quote(release.Name)).Append('\n');
        text.Append("# A copy of /proc/kallsyms that root read, or a System.map, plain or gzip, beside this file:\n# symbol_table: kallsyms.gz\n");
        text.Append("symbols:\n  - name: cmdline_proc_show\n    address: 0xffffffff81001000\n  - name: version_proc_show\n    address: 0xffffffff81001100\n");
        return text.Append("command_line: quiet\ncpus: 2\n").ToString();
    }

    private static StringBuilder Head(string schema, string kind, string name, string description)
    {
        StringBuilder text = new();
        text.Append(Schema).Append(schema).Append('\n');
        text.Append("kind: ").Append(kind).Append("\nname: ").Append(Quote(name)).Append('\n');
        return text.Append("description: ").Append(JsonSerializer.Serialize(description)).Append('\n');
    }

    // What could be read as something else than this text is quoted; JSON's quotes are YAML's.
    private static string Quote(string text)
    {
        bool plain = text.Length > 1 && char.IsAsciiLetter(text[0]) && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off");
        foreach (char c in text) plain &= char.IsAsciiLetterOrDigit(c) || c is '_';
        return plain ? text : JsonSerializer.Serialize(text);
    }
}
