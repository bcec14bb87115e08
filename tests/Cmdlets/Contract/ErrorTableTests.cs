using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Contract;

/// <summary>Every ErrorId is in one table, every row of it is used, and docs/errors.md says what the table says.</summary>
public sealed partial class ErrorTableTests
{
    private const string Rewrite = "KLP_WRITE_DOCS";

    private sealed record Row(string Id, string Category, string Meaning, string Advice);

    [Fact]
    public void Every_refusal_of_the_kernel_has_a_row()
    {
        Type refusal = Shipped.Assembly.GetType("KlpShell.KlpException", true)!.GetProperty("Refusal")!.PropertyType;
        string[] ids = [.. Rows("s_kernel").Select(row => row.Id)];
        Assert.Empty(Enum.GetNames(refusal).Where(name => name != "None").Except(ids));
        Assert.Empty(ids.Except(Enum.GetNames(refusal)));
    }

    [Fact]
    public void Every_id_in_the_source_has_a_row_and_every_row_is_used()
    {
        HashSet<string> used = new(Shipped.Sources.SelectMany(file => Ids().Matches(File.ReadAllText(file))).SelectMany(match => match.Groups["id"].Captures).Select(id => id.Value), StringComparer.Ordinal);
        string[] rows = [.. Shell().Select(row => row.Id)];
        Assert.Empty(used.Except(rows));
        Assert.Empty(rows.Except(used));
    }

    [Fact]
    public void Every_id_is_asked_for_by_some_test()
    {
        HashSet<string> words = [];
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Shipped.Root, "tests"), "*.*", SearchOption.AllDirectories))
        {
            bool test = Path.GetExtension(file) is ".cs" or ".ps1" && !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal);
            if (test && Path.GetFileName(file) != "ErrorTableTests.cs") words.UnionWith(Words().Matches(File.ReadAllText(file)).Select(match => match.Value));
        }

        // A real kernel asks whether a function has a length; in a simulated one every symbol has.
        Assert.Equal(["FunctionSizeUnknown"], Rows("s_kernel").Concat(Rows("s_shell")).Select(row => row.Id).Except(words));
    }

    [Fact]
    public void Errors_are_made_in_one_place()
    {
        foreach (string file in Shipped.Sources)
        {
            string text = File.ReadAllText(file);
            if (!file.EndsWith("KlpException.cs", StringComparison.Ordinal)) Assert.DoesNotContain("ErrorRecord(", text);
            Assert.DoesNotContain("ThrowTerminatingError(new", text);
        }
    }

    [Fact]
    public void Ids_are_Pascal_case_and_every_row_says_what_to_do_next()
    {
        foreach (Row row in Rows("s_kernel").Concat(Shell()))
        {
            Assert.Matches("^[A-Z][A-Za-z]+$", row.Id);
            Assert.EndsWith(".", row.Advice);
            Assert.False(row.Meaning.EndsWith('.'), row.Id);
            Assert.NotEqual("NotSpecified", row.Category);
        }
    }

    [Fact]
    public void The_page_says_what_the_table_says()
    {
        string path = Path.Combine(Shipped.Root, "docs", "errors.md");
        string page = Page();
        if (Environment.GetEnvironmentVariable(Rewrite) is not null) File.WriteAllText(path, page);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == page, $"docs/errors.md is out of date: run this test with {Rewrite}=1");
    }

    private static string Page()
    {
        StringBuilder page = new();
        page.Append("# Errors\n\nEach error has a stable id, the first part of its FullyQualifiedErrorId, by which scripts and tests can tell it from any other. ");
        page.Append("The exception is a `KlpShell.KlpException` with `ErrorId`, `Errno`, `ErrorNumber`, `Refusal` and `LogLines`: the errno and the log lines are the kernel's own.\n");
        page.Append("\n## What the simulated kernel refuses\n\n");
        Table(page, Rows("s_kernel"));
        page.Append("\n## What the shell can't do\n\n");
        Table(page, Shell());
        return page.ToString();
    }

    private static void Table(StringBuilder page, IEnumerable<Row> rows)
    {
        page.Append("| id | category | what was wrong | what to do next |\n| --- | --- | --- | --- |\n");
        foreach (Row row in rows) page.Append($"| `{row.Id}` | {row.Category} | {Places(row.Meaning)} | {Places(row.Advice)} |\n");
    }

    // The places in a row's text that the error fills.
    private static string Places(string text) => Place().Replace(text, "…").Replace("|", "\\|", StringComparison.Ordinal);

    // The rows that are no refusals of the kernel: in one list or, by what they are about, in several.
    private static IEnumerable<Row> Shell() => Shipped.Assembly.GetType("KlpShell.ErrorTable", true)!.GetFields(BindingFlags.NonPublic | BindingFlags.Static)
        .Where(field => field.FieldType.IsArray && field.Name != "s_kernel").OrderBy(field => field.Name != "s_shell").ThenBy(field => field.Name, StringComparer.Ordinal).SelectMany(field => Rows(field.Name));

    private static IEnumerable<Row> Rows(string field)
    {
        Type table = Shipped.Assembly.GetType("KlpShell.ErrorTable", true)!;
        IEnumerable rows = (IEnumerable)table.GetField(field, BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        foreach (object row in rows) yield return new Row(Text(row, "Id"), Text(row, "Category"), Text(row, "Meaning"), Text(row, "Advice"));
    }

    private static string Text(object row, string property) => row.GetType().GetProperty(property)!.GetValue(row)!.ToString()!;

    [GeneratedRegex(@"(?:Failure\.Of|new KlpException)\(""(?<id>[A-Z][A-Za-z]+)"",|string id = .*\? ""(?<id>[A-Z][A-Za-z]+)"" : ""(?<id>[A-Z][A-Za-z]+)"";")]
    private static partial Regex Ids();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+\b")]
    private static partial Regex Words();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
