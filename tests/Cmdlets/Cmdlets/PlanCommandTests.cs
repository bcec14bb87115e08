using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>Plans against deeds, on the engine: what Get-KlpPatchPlan says is what the cmdlet for it then does.</summary>
public sealed class PlanCommandTests
{
    private readonly ModuleShell _shell = new(kernel: false);

    public static IEnumerable<object[]> Cases => from kernel in new[] { "original-3.19.8", "linux-4.1", "debian-6.1", "debian-6.12" } from one in s_cases select new object[] { kernel, one.Before, one.Operation, one.Words };

    private static readonly (string Before, string Operation, string Words)[] s_cases =
    [
        ("", "Enable", "livepatch_sample"),
        ("Enable-KlpPatch livepatch_sample", "Enable", "livepatch_sample -Strict"),
        ("", "Enable", "callbacks -Parameter @{ refuse = 1 }"),
        ("Enable-KlpPatch livepatch_sample; Step-KlpKernel 5", "Enable", "cumulative_v1"),
        ("Enable-KlpPatch states_v2; Step-KlpKernel 5", "Enable", "states_v1"),
        ("Add-KlpModule sleeper_mod; New-KlpTask reader sleeper_deep_show", "Enable", "busy_function"),
        ("Enable-KlpPatch late_module; Step-KlpKernel 5", "Load", "tgt_mod"),
        ("", "Enable", "of_data"),
        ("Enable-KlpPatch livepatch_sample; Step-KlpKernel 5", "Disable", "livepatch_sample"),
        ("Enable-KlpPatch livepatch_sample; Step-KlpKernel 5", "Unload", "livepatch_sample"),
        ("", "Register", "livepatch_sample"),
        ("", "Unregister", "nowhere"),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Plan_and_deed_are_equal(string kernel, string before, string operation, string words)
    {
        _shell.Run($"$null = New-KlpKernel -Path {kernel} -Name plan -Overwrite; {before}");
        _shell.Run($"$before = Get-KlpLog; $plan = Get-KlpPatchPlan {words} -Operation {operation} -Horizon 30; $gone = $plan.Changes | Where-Object Change -EQ 'Goes'; $there = $plan.Changes | Where-Object Change -NE 'Goes'");
        string[] wentBefore = _shell.Texts("(Get-KlpSysfs /sys -Recurse).Path");
        string[] log = [.. _shell.Texts("$before"), .. _shell.Texts("$plan.Log")];
        string[] goes = _shell.Texts("$gone.Path");
        string[] comes = _shell.Texts("($plan.Changes | Where-Object Change -EQ 'Appears').Path");
        string[] says = _shell.Texts("$there | ForEach-Object { \"$($_.Path) = $($_.After)\" }");
        string error = string.Concat(_shell.Texts("$plan.ErrorId"));
        string deed = operation switch { "Load" => "Add-KlpModule", "Unload" => "Remove-KlpModule", _ => operation + "-KlpPatch" };
        _shell.Run($"{deed} {words}");
        Assert.Equal(error, string.Concat(_shell.Host.Errors.Select(record => record.FullyQualifiedErrorId.Split(',')[0])));
        _shell.Run("Step-KlpKernel 30");
        Assert.Equal(log, _shell.Texts("Get-KlpLog"));
        string[] under = _shell.Texts("(Get-KlpSysfs /sys -Recurse).Path");
        Assert.Equal(Sys(wentBefore.Except(goes).Union(comes)), Sys(under));
        string[] now = _shell.Texts("Get-KlpSysfs /sys -Recurse | ForEach-Object { \"$($_.Path) = $($_.Value)\" }");
        Dictionary<string, string> last = [];
        foreach (string line in says) last[line.Split(" = ")[0]] = line;
        Assert.Empty(last.Where(one => one.Key.StartsWith("/sys/", StringComparison.Ordinal) && !goes.Contains(one.Key)).Select(one => one.Value).Except(now));
    }

    [Fact]
    public void A_plan_says_which_check_refuses_and_test_says_no()
    {
        _shell.Run("$null = New-KlpKernel -Path small -Name plan -Overwrite; $plan = Get-KlpPatchPlan of_two");
        Assert.Equal("Refused", _shell.Text("$plan.Outcome"));
        Assert.Equal("SymbolAmbiguous", _shell.Text("($plan.Checks | Where-Object Passed -EQ $false).Check"));
        Assert.Equal("SymbolAmbiguous", _shell.Text("$plan.ErrorId"));
        Assert.Equal(["False", "True"], _shell.Texts("Test-KlpPatch of_two; Test-KlpPatch first"));
        Assert.Equal("ManifestNotFound", _shell.ErrorId("Get-KlpPatchPlan nowhere"));
        Assert.Empty(_shell.Run("Get-KlpPatch; Get-KlpLog"));
    }

    [Fact]
    public void Whatif_looks_ahead()
    {
        _shell.Run("$null = New-KlpKernel -Path debian-6.12 -Name plan -Overwrite; Add-KlpModule sleeper_mod; $null = New-KlpTask reader sleeper_show; Enable-KlpPatch busy_function -WhatIf");
        string said = string.Join('\n', _shell.Host.Messages.Select(message => message.Text));
        Assert.Contains("held up by 41 (reader), in sleeper_wait since 4.000 s", said);
        Assert.Contains("transition over at 20.000000 s", said);
        Assert.Contains("later, log    [20.000000] livepatch: 'busy_function': patching complete", said);
        Assert.Contains("later, change /sys/kernel/livepatch/busy_function/transition: 1 -> 0", said);
        Assert.Equal("4", _shell.Text("(Get-KlpKernel -Current).Time.TotalSeconds"));
    }

    [Fact]
    public void A_rollout_that_stalls_goes_back()
    {
        _shell.Run("$null = New-KlpKernel -Path debian-6.12 -Name plan -Overwrite; Add-KlpModule sleeper_mod; $null = New-KlpTask reader sleeper_deep_show; $rollout = Enable-KlpPatch busy_function -Wait -Rollback");
        Assert.Equal("TransitionRolledBack", Assert.Single(_shell.Host.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(["RolledBack", "41", "True"], _shell.Texts("$rollout.Outcome; $rollout.StalledTasks.ProcessId; $rollout.ModuleRemoved"));
        Assert.Equal("sleeper_mod", _shell.Text("(Get-KlpModule).Name"));
        Assert.Equal("1", _shell.Text("(Get-KlpStatus).ExitCode"));
    }

    [Fact]
    public void A_patch_that_is_asleep_in_is_put_back_where_it_cannot_go()
    {
        string file = Path.Combine(Path.GetTempPath(), $"klp-{Guid.NewGuid():N}.yaml");
        File.WriteAllText(file, "kind: Livepatch\nname: sleepy\nobjects:\n  - name: vmlinux\n    functions:\n      - old_name: cmdline_proc_show\n        body:\n          - sleep: 100000\n");
        try
        {
            _shell.Run($"$null = New-KlpKernel -Path debian-6.12 -Name plan -Overwrite; Enable-KlpPatch -Path '{file}' -Wait; $task = New-KlpTask reader cmdline_proc_show; $rollout = Disable-KlpPatch sleepy -Wait -Timeout 5 -Rollback");
            Assert.Equal("TransitionRolledBack", Assert.Single(_shell.Host.Errors).FullyQualifiedErrorId.Split(',')[0]);
            Assert.Equal(["RolledBack", "True", "False"], _shell.Texts("$rollout.Outcome; $rollout.StalledTasks.ProcessId -eq $task.ProcessId; $rollout.ModuleRemoved"));
            Assert.Equal("Enabled", _shell.Text("(Get-KlpPatch sleepy).Phase"));
            _shell.Run("Disable-KlpPatch sleepy -Wait -Timeout 200; Remove-KlpModule sleepy");
            Assert.Empty(_shell.Texts("Get-KlpPatch; Get-KlpModule"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void An_older_cumulative_patch_is_the_way_back()
    {
        _shell.Run("$null = New-KlpKernel -Path debian-6.12 -Name plan -Overwrite; Enable-KlpPatch cumulative_v1 -Wait; Enable-KlpPatch cumulative_v2 -Wait");
        Assert.Equal(["CVE-2024-0001", "CVE-2024-0002"], _shell.Texts("(Get-KlpStatus).Cves"));
        _shell.Run("Enable-KlpPatch cumulative_v1 -Wait");
        Assert.Empty(_shell.Host.Errors);
        Assert.Equal("cumulative_v1", _shell.Text("(Get-KlpPatch).Name"));
        Assert.Equal("CVE-2024-0001", _shell.Text("(Get-KlpStatus).Cves"));
    }

    private static string[] Sys(IEnumerable<string> paths) => [.. paths.Where(path => path.StartsWith("/sys/", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
}
