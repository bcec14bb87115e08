using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Engine;

/// <summary>klpsh as a program: its command line, its streams, its exit codes.</summary>
public sealed class ProcessTests
{
    private static (int Code, string Out, string Error) Run(string input, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Places.Klpsh, "-NoModule", .. words]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    [Theory]
    [InlineData("1 + 1", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("throw 'x'", 1)]
    [InlineData("Get-Content /nope", 1)]
    [InlineData("Get-Content /nope; 'fine'", 0)]
    [InlineData("Get-Content /nope -ErrorAction Stop; 'never'", 1)]
    [InlineData("1 / 0", 1)]
    [InlineData("if (", 1)]
    public void A_command_ends_with_its_code(string command, int code) => Assert.Equal(code, Run("", "-Command", command).Code);

    [Fact]
    public void Only_output_goes_to_standard_output()
    {
        var (_, output, error) = Run("", "-Command", "Write-Warning w; Write-Verbose v -Verbose; Write-Error e; 'out'");
        Assert.Equal("out\n", output);
        Assert.Equal(["WARNING: w", "VERBOSE: v", "Write-Error: e"], error.TrimEnd().Split('\n'));
        Assert.DoesNotContain('\x1b', output + error);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("-File", "-")]
    [InlineData("-Command", "-")]
    [InlineData]
    public void A_script_comes_from_standard_input(params string[] words) => Assert.Equal((4, "2\n"), Run("1 + 1\nexit 4\n", words) is var (code, output, _) ? (code, output) : default);

    [Fact]
    public void A_file_gets_its_arguments_and_its_place()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".ps1");
        File.WriteAllText(path, "#!/usr/bin/env klpsh\n#requires -Version 7\n$args.Count; $args[1]; (Join-Path $PSScriptRoot x).Length -gt 2\n");
        try { Assert.Equal((0, "2\nb c\nTrue\n"), Run("", "-File", path, "a", "b c") is var (code, output, _) ? (code, output) : default); }
        finally { File.Delete(path); }
    }

    [Fact]
    public void A_wrong_word_is_answered_with_the_usage()
    {
        var (code, output, error) = Run("", "-Nonsense");
        Assert.Equal((64, ""), (code, output));
        Assert.Contains("-Nonsense", error.Split('\n').First());
        Assert.StartsWith("klpsh ", Run("", "-Version").Out);
        Assert.Contains("-Command", Run("", "-Help").Out);
    }

    [SkippableFact]
    public void Ctrl_C_ends_it_with_130()
    {
        Skip.If(OperatingSystem.IsWindows(), "signals are Unix's");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Places.Klpsh, "-NoModule", "-Command", "Write-Host ready; foreach ($i in 1..100000) { foreach ($j in 1..100000) { $x = $j } }"]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        Assert.Equal("ready", process.StandardOutput.ReadLine());
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
    }
}
