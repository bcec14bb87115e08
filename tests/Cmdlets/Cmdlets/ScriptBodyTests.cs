using System;
using System.IO;
using System.Management.Automation;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>Script blocks that stand in for functions: what they write is what the function does; where they fail, nothing has happened; no plan runs them.</summary>
[Collection(nameof(InAFolder))]
public sealed class ScriptBodyTests
{
    private readonly ModuleShell _shell = new();

    [Theory]
    [InlineData("{ 'one'; 'two'; 7 }", "7", "one|two|")]
    [InlineData("{ }", "0", "")]
    [InlineData("{ 1; -22 }", "-22", "")]
    [InlineData("{ $true }", "1", "")]
    [InlineData("{ $_.Argument + 1 }", "43", "")]
    [InlineData("{ $args[0] * 2 }", "84", "")]
    [InlineData("{ \"$($_.Function) in $($_.Kernel), called by $($_.Command)\" }", "0", "cmdline_proc_show in test, called by bash|")]
    [InlineData("{ @{ seq_printf = 'no line'; return = 'a text' } }", "a text", "no line")]
    public void What_it_writes_is_what_the_function_does(string block, string value, string output)
    {
        _shell.Run($"Set-KlpFunctionBody cmdline_proc_show {block}; $call = Invoke-KlpFunction cmdline_proc_show 42");
        Assert.Empty(_shell.Host.Errors);
        Assert.Equal((value, output), (_shell.Text("$call.Value"), _shell.Text("$call.Output").Replace('\n', '|')));
    }

    [Fact]
    public void What_it_prints_is_in_the_log()
    {
        _shell.Run("Set-KlpFunctionBody cmdline_proc_show { @{ printk = 'plain' }; @{ printk = @{ level = 'error'; text = 'bad' } } }; $null = Invoke-KlpFunction cmdline_proc_show");
        Assert.Equal(["Warning: plain", "Error: bad"], _shell.Texts("Get-KlpLog | Select-Object -Last 2 | ForEach-Object { \"$($_.Level): $($_.Message)\" }"));
    }

    [Theory]
    [InlineData("{ throw 'no' }", "ScriptBlockFailed", "failed: no.")]
    [InlineData("{ 1.5 }", "ScriptBlockOutputUnusable", "wrote a Double.")]
    [InlineData("{ @{ print = 'x' } }", "ScriptBlockOutputUnusable", "the key 'print'")]
    [InlineData("{ @{ printk = @{ level = 'loud'; text = 'x' } } }", "ScriptBlockOutputUnusable", "of level 'loud'")]
    [InlineData("{ @{ return = $null } }", "ScriptBlockOutputUnusable", "a 'return' of nothing")]
    public void Where_it_fails_nothing_has_happened(string block, string id, string says)
    {
        _shell.Run($"Set-KlpFunctionBody cmdline_proc_show {{ @{{ printk = 'first' }}; & {block} }}; $before = Get-KlpLog -Raw");
        ErrorRecord error = _shell.Error("Invoke-KlpFunction cmdline_proc_show");
        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(says, error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(_shell.Texts("$before"), _shell.Texts("Get-KlpLog -Raw"));
    }

    [Fact]
    public void It_cannot_work_on_the_kernel_that_it_is_in()
    {
        _shell.Run("Set-KlpFunctionBody cmdline_proc_show { Write-KlpLog 'from inside'; 3 }; $call = Invoke-KlpFunction cmdline_proc_show");
        Assert.Equal("KernelRunsScriptBlock", Assert.Single(_shell.Host.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal("3", _shell.Text("$call.Value"));
        Assert.Empty(_shell.Run("Get-KlpLog | Where-Object Message -Match inside"));
        _shell.Run("Write-KlpLog 'and from outside'");
        Assert.Empty(_shell.Host.Errors);
    }

    [Fact]
    public void It_can_work_on_another_kernel()
    {
        _shell.Run("$null = New-KlpKernel -Path small -Name other; $null = Select-KlpKernel test; Set-KlpFunctionBody cmdline_proc_show { (Get-KlpSysfs /proc/cmdline -Kernel other).Value }");
        Assert.Equal("quiet\n", _shell.Text("(Invoke-KlpFunction cmdline_proc_show).Output"));
    }

    [Fact]
    public void A_module_may_come_later()
    {
        _shell.Run("Set-KlpFunctionBody sleeper:nap { 42 }; Add-KlpModule sleeper; $call = Invoke-KlpFunction nap");
        Assert.Equal("42", _shell.Text("$call.Value"));
        Assert.Equal("True", _shell.Text("(Get-KlpFunction nap).HasScriptBlock"));
        _shell.Run("Set-KlpFunctionBody nap -Reset; $call = Invoke-KlpFunction nap");
        Assert.Equal("3", _shell.Text("$call.Value"));
        Assert.Equal("FunctionUnknown", _shell.ErrorId("Set-KlpFunctionBody none { 1 }"));
        Assert.Equal("FunctionAmbiguous", _shell.ErrorId("Set-KlpFunctionBody probe { 1 }"));
        Assert.Equal("FunctionUnknown", _shell.ErrorId("Set-KlpFunctionBody sleeper:none { 1 }"));
    }

    [Fact]
    public void No_plan_runs_it()
    {
        _shell.Run("$null = New-KlpKernel -Path debian-6.12 -Name plan; $said = @{}; Set-KlpFunctionBody livepatch_sample:init_module { $said.ran = $true; throw 'ran' }");
        Assert.Equal("Inexact", _shell.Text("(Get-KlpPatchPlan livepatch_sample).Outcome"));
        Assert.Equal("False", _shell.Text("Test-KlpPatch livepatch_sample"));
        _shell.Run("Enable-KlpPatch livepatch_sample -WhatIf");
        Assert.Empty(_shell.Host.Errors);
        Assert.Contains(_shell.Host.Messages, message => message.Text.Contains("init_module is a script block, which isn't run", StringComparison.Ordinal));
        Assert.Equal("0", _shell.Text("$said.Count"));
        Assert.Equal("ScriptBlockFailed", _shell.ErrorId("Enable-KlpPatch livepatch_sample"));
        Assert.Equal("1", _shell.Text("$said.Count"));
        Assert.Empty(_shell.Run("Get-KlpModule livepatch_sample -ErrorAction Ignore"));
    }

    [Fact]
    public void What_runs_later_makes_a_plan_inexact()
    {
        _shell.Run("$null = New-KlpKernel -Path debian-6.12 -Name plan; Set-KlpFunctionBody version_proc_show { 'never in a plan' }; $plan = Get-KlpPatchPlan livepatch_sample");
        Assert.Equal("Works", _shell.Text("$plan.Outcome"));
        _shell.Run("Set-KlpFunctionBody version_proc_show -Reset; Set-KlpFunctionBody cmdline_proc_show { throw 'never' } -WhatIf; $value = (Get-KlpSysfs /proc/cmdline).Value");
        Assert.Empty(_shell.Host.Errors);
        Assert.NotEmpty(_shell.Text("$value"));
    }

    [Fact]
    public void A_file_cannot_hold_it_and_memory_can()
    {
        string path = Path.Combine(Path.GetTempPath(), $"klp-{Guid.NewGuid():N}");
        _shell.Run("Set-KlpFunctionBody cmdline_proc_show { 5 }; $null = Checkpoint-KlpKernel one");
        ErrorRecord standing = _shell.Error($"Checkpoint-KlpKernel -Path '{path}'");
        Assert.Contains("Set-KlpFunctionBody cmdline_proc_show -Reset", standing.Exception.Message, StringComparison.Ordinal);
        _shell.Run("Set-KlpFunctionBody cmdline_proc_show -Reset; $unrun = Checkpoint-KlpKernel -Path '" + path + "'");
        Assert.Empty(_shell.Host.Errors);
        _shell.Run("Restore-KlpKernel one; $call = Invoke-KlpFunction cmdline_proc_show; Set-KlpFunctionBody cmdline_proc_show -Reset");
        Assert.Equal("5", _shell.Text("$call.Value"));
        ErrorRecord ran = _shell.Error($"Checkpoint-KlpKernel -Path '{path}' -Overwrite");
        Assert.Equal("CheckpointNotPossible", ran.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("has run in it", ran.Exception.Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public void Completion_does_not_run_it()
    {
        _shell.Run("$ran = @{}; Set-KlpFunctionBody cmdline_proc_show { $ran.now = 1 }; $null = Get-KlpStatus; $null = Get-KlpFunction cmdline_proc_show; $null = Get-KlpSysfs /proc -Recurse; $null = Get-KlpTimeline");
        Assert.Equal("0", _shell.Text("$ran.Count"));
    }
}
