using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using KlpShell.Engine;
using KlpShell.Repl;
using KlpShell.Repl.Formatting;

namespace KlpShell.Cmdlets.Tests.Engine;

/// <summary>A session in the test's own process, with the probe module in it.</summary>
internal sealed class EngineShell
{
    public EngineShell()
    {
        Session = Startup.Session(Host, true, false);
        Session.Commands.Import(Places.Probe);
    }

    public RecordingHost Host { get; } = new();
    public Session Session { get; }

    /// <summary>Runs a text and gives the objects that it wrote.</summary>
    public List<object?> Run(string text)
    {
        Host.Errors.Clear();
        var output = new List<object?>();
        Session.Enter();
        Session.Run(new Parser(text, null).Script(), output.Add);
        return output;
    }

    public string[] Texts(string text) => [.. Run(text).Select(Value.Text)];

    public ErrorRecord Error(string text)
    {
        Run(text);
        return Xunit.Assert.Single(Host.Errors);
    }

    /// <summary>The lines that a screen would show.</summary>
    public string Shown(string text, int width = 80, bool clean = false)
    {
        var lines = new List<string>();
        var formatter = new Formatter(Session, lines.Add, () => width, false, clean);
        foreach (var item in Run(text)) formatter.Write(item);
        formatter.Close();
        return string.Join("\n", lines);
    }
}
