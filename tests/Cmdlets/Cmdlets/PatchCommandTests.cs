using System.Linq;
using KlpShell.Engine;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

public sealed class PatchCommandTests
{
    private readonly ModuleShell _shell = new();

    [Fact]
    public void A_patch_is_enabled_works_and_is_disabled()
    {
        Assert.Equal("quiet", _shell.Text("(Get-KlpSysfs /proc/cmdline).Value"));
        Assert.Empty(_shell.Run("Enable-KlpPatch first"));
        Assert.Equal("first", _shell.Text("(Get-KlpSysfs /proc/cmdline).Value"));
        Assert.Equal("Enabled", _shell.Text("(Get-KlpPatch first).State"));
        _shell.Run("Get-KlpPatch | Disable-KlpPatch");
        Assert.Equal("quiet", _shell.Text("(Get-KlpSysfs /proc/cmdline).Value"));
        Assert.Equal(
            ["livepatch: tainting kernel with TAINT_LIVEPATCH", "livepatch: enabling patch 'first'", "livepatch: disabling patch 'first'"],
            _shell.Texts("(Get-KlpLog).Message"));
    }

    [Fact]
    public void Names_objects_and_rows_come_down_the_pipeline()
    {
        _shell.Run("'first', 'second' | Enable-KlpPatch");
        Assert.Equal(["second", "first"], _shell.Texts("(Get-KlpPatch -State Enabled).Name"));
        _shell.Run("Disable-KlpPatch *; [pscustomobject]@{ Patch = 'first' } | Enable-KlpPatch");
        Assert.Equal("first", _shell.Text("(Get-KlpPatch -State Enabled).Name"));
        _shell.Run("Get-KlpModule second | Enable-KlpPatch");
        Assert.Equal("2", _shell.Text("(Get-KlpKernel -Current).EnabledPatchCount"));
    }

    [Fact]
    public void A_kernel_down_the_pipeline_is_where_and_not_what()
    {
        _shell.Run("Enable-KlpPatch first; $null = New-KlpKernel -Path small -Name other -Overwrite");
        Assert.Empty(_shell.Run("Get-KlpPatch"));
        Assert.Equal("first", _shell.Text("(Get-KlpKernel test | Get-KlpPatch).Name"));
        Assert.Equal("cmdline_proc_show", _shell.Text("(Get-KlpPatch -Kernel test | Get-KlpFunction).Name"));
        Assert.Equal("first", _shell.Text("(Get-KlpFunction -Kernel test).Winner"));
    }

    [Fact]
    public void Whatif_changes_nothing_and_says_what_would_happen()
    {
        Assert.Equal("Disabled", _shell.Text("(Enable-KlpPatch first -WhatIf -PassThru | Disable-KlpPatch -WhatIf -PassThru).State"));
        string said = string.Join('\n', _shell.Host.Messages.Select(message => message.Text));
        Assert.Contains("log    livepatch: enabling patch 'first'", said);
        Assert.Contains("new    /sys/kernel/livepatch/first/enabled", said);
        Assert.Contains("patch  first: Enabled -> Disabled", said);
        Assert.Empty(_shell.Run("Get-KlpPatch; Get-KlpModule; Get-KlpLog"));
    }

    [Fact]
    public void Nothing_to_do_is_a_warning_and_with_strict_the_kernels_error()
    {
        _shell.Run("Enable-KlpPatch first");
        _shell.Run("Enable-KlpPatch first");
        Assert.Contains(_shell.Host.Messages, message => message.Stream == Stream.Warning && message.Text.Contains("enabled already", System.StringComparison.Ordinal));
        Assert.Equal("PatchAlreadyEnabled", _shell.ErrorId("Enable-KlpPatch first -Strict"));
        _shell.Run("Disable-KlpPatch first");
        Assert.Equal("PatchAlreadyDisabled", _shell.ErrorId("Disable-KlpPatch first -Strict"));
    }

    [Theory]
    [InlineData("Enable-KlpPatch of_data", "FunctionNotTraceable")]
    [InlineData("Enable-KlpPatch of_nothing", "SymbolNotFound")]
    [InlineData("Enable-KlpPatch of_two", "SymbolAmbiguous")]
    [InlineData("Enable-KlpPatch nowhere", "ManifestNotFound")]
    [InlineData("Disable-KlpPatch nowhere", "PatchNotFound")]
    [InlineData("Get-KlpPatch nowhere", "PatchNotFound")]
    [InlineData("Get-KlpFunction -Patch nowhere", "PatchNotFound")]
    [InlineData("Get-KlpPatch -Kernel nowhere", "KernelNotFound")]
    [InlineData("Unregister-KlpPatch nowhere", "PatchNotFound")]
    [InlineData("Set-KlpSysfs /proc/nothing 1", "FileNotFound")]
    [InlineData("Remove-KlpModule nowhere", "ModuleNotLoaded")]
    [InlineData("Invoke-KlpFunction probe", "FunctionAmbiguous")]
    [InlineData("Get-KlpSymbol nowhere", "SymbolUnknown")]
    [InlineData("Restore-KlpKernel nowhere", "CheckpointNotFound")]
    public void Each_failure_has_an_id_of_its_own(string command, string id) => Assert.Equal(id, _shell.ErrorId(command));

    [Fact]
    public void An_error_carries_errno_refusal_and_log()
    {
        object error = _shell.Error("Enable-KlpPatch of_data").Exception;
        Assert.Equal("KlpShell.KlpException", error.GetType().FullName);
        Assert.Equal(["EINVAL", "22", "FunctionNotTraceable"], _shell.Texts("$e = $Error[0].Exception; $e.Errno; $e.ErrorNumber; $e.Refusal"));
        Assert.Contains("livepatch: failed to set ftrace filter for function 'jiffies' (-22)", _shell.Texts("$Error[0].Exception.LogLines"));
    }

    [Fact]
    public void One_that_fails_doesnt_keep_the_next_from_its_turn()
    {
        _shell.Run("Enable-KlpPatch of_data, first");
        Assert.Single(_shell.Host.Errors);
        Assert.Equal("first", _shell.Text("(Get-KlpPatch -State Enabled).Name"));
    }

    [Fact]
    public void Registering_is_not_enabling()
    {
        Assert.Equal("Disabled", _shell.Text("(Register-KlpPatch first -PassThru).State"));
        Assert.Equal("quiet", _shell.Text("(Get-KlpSysfs /proc/cmdline).Value"));
        _shell.Run("Unregister-KlpPatch first");
        Assert.Empty(_shell.Run("Get-KlpPatch"));
    }
}
