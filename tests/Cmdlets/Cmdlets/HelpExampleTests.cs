using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using KlpShell.Build.Markdown;
using KlpShell.Build.Pages;
using KlpShell.Cmdlets.Tests.Engine;
using KlpShell.Engine;
using KlpShell.Repl;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>What the help shows works: each example and each piece of a topic in a new session, in an empty folder, after New-KlpKernel. A process is in one folder: no other test runs meanwhile.</summary>
[Collection(nameof(InAFolder))]
public sealed class HelpExampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("klp-help").FullName;

    private static string Pages => Path.Combine(Places.Root, "docs", "help");

    public static IEnumerable<object[]> Examples => PageReader.All(Pages)
        .SelectMany(page => page.Examples.Select((example, index) => (page.Name, Index: index, example.Code)))
        .Where(example => !example.Code.IsForPwsh)
        .Select(example => new object[] { example.Name, example.Index + 1 });

    public static IEnumerable<object[]> Topics => Directory.GetFiles(Pages, "about_*.md").Order(StringComparer.Ordinal).Select(file => new object[] { Path.GetFileNameWithoutExtension(file) });

    // What the examples of module files name: a file, one that it waits for, and what a machine says of itself.
    public HelpExampleTests()
    {
        string data = Path.Combine(Places.Root, "tests", "Verdicts", "data", "6.12");
        using ZipArchive modules = ZipFile.OpenRead(Path.Combine(data, "modules.zip"));
        modules.GetEntry("one_func.ko")!.ExtractToFile(Path.Combine(_folder, "fix.ko"));
        modules.GetEntry("kct_alpha.ko")!.ExtractToFile(Path.Combine(_folder, "ext4.ko"));
        File.Copy(Path.Combine(data, "Module.symvers.gz"), Path.Combine(_folder, "Module.symvers.gz"));
        foreach ((string from, string to) in new[] { ("kallsyms", "kallsyms.txt"), ("available_filter_functions", "available_filter_functions") })
        {
            File.Copy(Path.Combine(Places.Root, "manifests", "kernels", "symbols", $"debian-6.12.117.{from}.gz"), Path.Combine(_folder, to));
        }
    }

    public void Dispose()
    {
        Directory.SetCurrentDirectory(Places.Root);
        Directory.Delete(_folder, true);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_works(string name, int number)
    {
        string path = Path.Combine(Pages, name + ".md");
        Run(PageReader.Read(path, File.ReadAllText(path)).Examples[number - 1].Code.Text);
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void The_code_of_a_topic_works(string name)
    {
        string path = Path.Combine(Pages, name + ".md");
        foreach (Code code in Blocks.Read(path, File.ReadAllText(path)).OfType<Code>().Where(code => code.IsRun && !code.IsForPwsh)) Run(code.Text);
    }

    private void Run(string code)
    {
        RecordingHost host = new();
        Session session = Startup.Session(host, true, false);
        session.Commands.Import(Path.Combine(Places.Root, "KlpShell.psd1"));
        session.Enter();
        foreach (string text in new[] { $"Set-Location '{_folder}'; $null = New-KlpKernel", code })
        {
            try
            {
                session.Run(new Parser(text, null).Script(), _ => { });
            }
            catch (ControlFlow flow) when (flow.What == ControlFlow.Kind.Exit)
            {
                return;
            }
        }

        Assert.True(host.Errors.Count == 0, string.Join('\n', host.Errors.Select(error => error.Exception.Message)));
    }
}
