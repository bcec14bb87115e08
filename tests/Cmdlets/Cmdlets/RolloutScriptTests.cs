using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using KlpShell.Cmdlets.Tests.Engine;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>docs/rollout.ps1 in klpsh, and in pwsh where there is one: the same lines and the same exit code.</summary>
public sealed class RolloutScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("klp-rollout-").FullName;

    public static IEnumerable<object[]> Shells => from shell in Pwsh is null ? ["klpsh"] : new[] { "klpsh", "pwsh" } select new object[] { shell };

    private static string? Pwsh => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(static folder => Path.Combine(folder, "pwsh")).FirstOrDefault(File.Exists);

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [MemberData(nameof(Shells))]
    public void Success_is_a_verdict_and_exits_0(string shell)
    {
        (int code, string[] lines) = Run(shell, "debian-6.12", "livepatch_sample", "two_functions");
        Assert.Equal(0, code);
        Assert.Equal(["livepatch_sample: in place", "two_functions: in place"], lines.Where(static line => line.EndsWith("in place", StringComparison.Ordinal)));
        Assert.Contains("Healthy, time 4 s, taint OEK", lines);
        Assert.Contains("  vmlinux:cmdline_proc_show is livepatch_sample's", lines);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void A_stall_is_taken_back_and_exits_4(string shell)
    {
        string file = Path.Combine(_folder, "busy.klp");
        ModuleShell arranged = new(kernel: false);
        arranged.Run($"$null = New-KlpKernel -Path debian-6.12 -Name busy -Overwrite; Add-KlpModule sleeper_mod; $null = New-KlpTask reader sleeper_deep_show; $null = Checkpoint-KlpKernel -Path '{file}'");
        Assert.Empty(arranged.Host.Errors);
        (int code, string[] lines) = Run(shell, file, "livepatch_sample", "busy_function");
        Assert.Equal(4, code);
        Assert.Contains("busy_function: Stalls", lines);
        Assert.Contains("busy_function: TransitionRolledBack", lines);
        Assert.Contains("    sleeper_deep_wait+0x0/0x20 [sleeper_mod]", lines);
        Assert.Contains("  livepatch: 'busy_function': unpatching complete", lines);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void A_refusal_exits_3(string shell)
    {
        (int code, string[] lines) = Run(shell, "debian-6.12", "of_data");
        Assert.Equal(3, code);
        Assert.Contains("of_data: Refused", lines);
        Assert.Contains("  FunctionNotTraceable (jiffies): refused, EINVAL", lines);
        Assert.Contains("of_data: FunctionNotTraceable", lines);
        Assert.Contains("  livepatch: failed to find location for function 'jiffies'", lines);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void Without_words_it_says_how_to_use_it(string shell) => Assert.Equal(64, Run(shell).Code);

    private static (int Code, string[] Lines) Run(string shell, params string[] words)
    {
        string script = Path.Combine(Places.Root, "docs", "rollout.ps1");
        ProcessStartInfo start = shell == "pwsh"
            ? new(Pwsh!, ["-NoProfile", "-NonInteractive", "-File", script, .. words])
            : new("dotnet", [Places.Klpsh, "-File", script, .. words]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["KLPSHELL_MANIFESTS"] = Path.Combine(Places.Root, "tests", "Pester", "manifests");
        start.Environment["NO_COLOR"] = "1";
        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", error.Result);
        return (process.ExitCode, output.Split('\n'));
    }
}
