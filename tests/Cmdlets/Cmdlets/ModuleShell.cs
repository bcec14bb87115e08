using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using KlpShell.Cmdlets.Tests.Engine;
using KlpShell.Engine;
using KlpShell.Repl;
using KlpShell.Repl.Formatting;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>A session on the engine with the shipped module in it, and a small kernel.</summary>
internal sealed class ModuleShell
{
    public ModuleShell(bool kernel = true)
    {
        Environment.SetEnvironmentVariable("KLPSHELL_MANIFESTS", Path.Combine(Places.Root, "tests", "Pester", "manifests"));
        Session = Startup.Session(Host, true, false);
        Session.Commands.Import(Path.Combine(Places.Root, "KlpShell.psd1"));
        if (kernel) Run("$null = New-KlpKernel -Path small -Name test -Overwrite");
    }

    public RecordingHost Host { get; } = new();

    public Session Session { get; }

    /// <summary>Runs a text and gives the objects that it wrote.</summary>
    public List<object?> Run(string text)
    {
        Host.Errors.Clear();
        Host.Messages.Clear();
        List<object?> output = [];
        Session.Enter();
        Session.Run(new Parser(text, null).Script(), output.Add);
        return output;
    }

    /// <summary>Runs a text that must write one object, and gives its text.</summary>
    public string Text(string text) => Value.Text(Assert.Single(Run(text)));

    public string[] Texts(string text) => [.. Run(text).Select(Value.Text)];

    public ErrorRecord Error(string text)
    {
        Run(text);
        return Assert.Single(Host.Errors);
    }

    /// <summary>The first part of the only error's id.</summary>
    public string ErrorId(string text) => Error(text).FullyQualifiedErrorId.Split(',')[0];

    /// <summary>The lines that a screen would show.</summary>
    public string[] Shown(string text, int width = 80)
    {
        List<string> lines = [];
        Formatter formatter = new(Session, lines.Add, () => width, false, false);
        foreach (object? item in Run(text)) formatter.Write(item);
        formatter.Close();
        return [.. string.Join('\n', lines).Split('\n').Select(line => line.TrimEnd())];
    }
}
