using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using KlpShell.Cmdlets.Tests.Engine;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>What README shows works, in klpsh; Readme.Tests.ps1 runs the same in pwsh, and the Pester suite.</summary>
[Collection(nameof(InAFolder))]
public sealed partial class ReadmeTests : IDisposable
{
    private readonly ModuleShell _shell = new(kernel: false);

    private static string Code(string begins)
    {
        List<string> blocks = [.. Block().Matches(File.ReadAllText(Path.Combine(Places.Root, "README.md"))).Select(static match => match.Groups[1].Value)];
        return Assert.Single(blocks, block => block.StartsWith(begins, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.SetCurrentDirectory(Places.Root);

    [Fact]
    public void The_ten_lines_do_what_they_say()
    {
        string[] lines = Code("New-KlpKernel").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _shell.Run($"Set-Location '{Places.Root}'");
        Dictionary<string, List<object?>> wrote = [];
        foreach (string line in lines)
        {
            wrote[line.Split(' ')[0]] = _shell.Run(line);
            Assert.True(_shell.Host.Errors.Count == 0, $"{line}: {_shell.Host.Errors.FirstOrDefault()}");
            Assert.DoesNotContain(_shell.Host.Messages, static message => message.Text.StartsWith("WARNING", StringComparison.Ordinal));
        }

        Assert.Equal("this has been live patched", Assert.Single(wrote["(Get-KlpSysfs"]));
        Assert.True(wrote["Get-KlpSymbol"].Count > 1, "the name isn't ambiguous");
        Assert.Contains(wrote["Get-KlpLog"], static line => line!.ToString()!.Contains("'livepatch_sample'", StringComparison.Ordinal));
        Assert.Contains(wrote["Show-KlpTimeline"], static line => line!.ToString()!.Contains("livepatch_sample", StringComparison.Ordinal));
        Assert.Single(wrote["Get-KlpStatus"]);
        Assert.Single(wrote["Get-KlpPatchPlan"]);
    }

    [Fact]
    public void The_script_exits_0() => Assert.Equal((0, ""), Script(Code("Import-Module ./KlpShell.psd1")));

    [Fact]
    public void The_script_exits_1_where_the_verdict_is_another()
    {
        string stalls = Code("Import-Module ./KlpShell.psd1").Replace("Enable-KlpPatch manifests/livepatches/livepatch-sample.yaml", "Add-KlpModule sleeper_mod; $null = New-KlpTask reader sleeper_deep_show; Enable-KlpPatch busy_function", StringComparison.Ordinal);
        Assert.Equal((1, ""), Script(stalls));
    }

    private static (int Code, string Errors) Script(string text)
    {
        string script = Path.Combine(Directory.CreateTempSubdirectory("klp-readme").FullName, "script.ps1");
        File.WriteAllText(script, text);
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Places.Klpsh, "-NonInteractive", "-File", script]) { WorkingDirectory = Places.Root, RedirectStandardOutput = true, RedirectStandardError = true })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Directory.Delete(Path.GetDirectoryName(script)!, true);
        return (process.ExitCode, errors);
    }

    [GeneratedRegex(@"(?ms)^```powershell\n(.*?)^```")]
    private static partial Regex Block();
}
