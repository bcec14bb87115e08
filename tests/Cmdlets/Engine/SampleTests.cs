using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Engine;

/// <summary>Each sample was run by a real pwsh 7.6, and what it wrote is beside it: klpsh must write the same.</summary>
public sealed partial class SampleTests
{
    private static string Folder => Path.Combine(Places.Root, "tests", "Cmdlets", "Engine", "samples");

    public static IEnumerable<object[]> Samples => Directory.GetFiles(Folder, "*.ps1").Select(path => new object[] { Path.GetFileNameWithoutExtension(path) }).OrderBy(row => row[0]);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Klpsh_writes_what_pwsh_wrote(string name) => Assert.Equal(Recorded(name), Run("dotnet", [Places.Klpsh, "-NoModule", "-NonInteractive", "-File", Sample(name)]));

    [SkippableTheory]
    [MemberData(nameof(Samples))]
    public void Pwsh_still_writes_what_was_recorded(string name)
    {
        Skip.If(!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "pwsh"))), "pwsh is not on the PATH");
        Assert.Equal(Recorded(name), Run("pwsh", ["-NoProfile", "-NonInteractive", "-File", Sample(name)]));
    }

    private static string Sample(string name) => Path.Combine(Folder, name + ".ps1");

    private static string Recorded(string name) => File.ReadAllText(Path.Combine(Folder, name + ".expected.txt"));

    private static string Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = Folder, Environment = { ["KLP_PROBE"] = Places.Probe, ["NO_COLOR"] = "1" } })!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        errors.Wait();
        return Colours().Replace(output, "") + $"[exit {process.ExitCode}]\n";
    }

    [GeneratedRegex("\x1b\\[[0-9;?]*[a-zA-Z]")]
    private static partial Regex Colours();
}
