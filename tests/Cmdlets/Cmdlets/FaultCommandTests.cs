using System;
using System.IO;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>Kernels whose manifest injects failures, and modules with probes of their own, on the engine.</summary>
public sealed class FaultCommandTests : IDisposable
{
    private const string Boot = "$null = New-KlpKernel -Path debian-6.12-ftrace-fails -Name bad -Overwrite; ";
    private const string Counts = "(Get-KlpKernel -Current).Faults | ForEach-Object { \"$($_.Place) $($_.Errno) $($_.Struck)/$($_.Calls)\" }";

    private readonly string _folder = Directory.CreateTempSubdirectory("klp-faults-").FullName;
    private readonly ModuleShell _shell = new();

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void A_patch_that_ftrace_refuses_half_way_goes_again_whole_and_the_fault_is_told()
    {
        Assert.Equal("FtraceRegisterFailed", _shell.ErrorId(Boot + "Enable-KlpPatch cumulative_v2"));
        Assert.Equal(["register_ftrace_function EBUSY 1/2", "kobject_name ENOMEM 0/4"], _shell.Texts(Counts));
        Assert.Equal("Original", _shell.Text("(Get-KlpFunction cmdline_proc_show).State"));
        Assert.Empty(_shell.Run("Get-KlpPatch"));
        Assert.Equal("OutOfMemory", _shell.ErrorId("Enable-KlpPatch cumulative_v2"));
        _shell.Run("Enable-KlpPatch cumulative_v2 -Wait");
        Assert.Empty(_shell.Host.Errors);
        Assert.Equal("Enabled", _shell.Text("(Get-KlpPatch).Phase"));
    }

    [Fact]
    public void A_plan_and_WhatIf_use_no_fault_up_and_foretell_it()
    {
        Assert.Equal("False", _shell.Text(Boot + "Test-KlpPatch cumulative_v2"));
        _shell.Run("$null = Get-KlpPatchPlan cumulative_v2; Enable-KlpPatch cumulative_v2 -WhatIf");
        Assert.Equal(["register_ftrace_function EBUSY 0/0", "kobject_name ENOMEM 0/0"], _shell.Texts(Counts));
        Assert.Equal("FtraceRegisterFailed", _shell.ErrorId("Enable-KlpPatch cumulative_v2"));
    }

    [Fact]
    public void Checkpoints_keep_the_counts_in_memory_and_in_a_file()
    {
        string file = Path.Combine(_folder, "bad.klp");
        _shell.Run(Boot + "Enable-KlpPatch livepatch_sample; $null = Checkpoint-KlpKernel here");
        _shell.Run($"$null = Checkpoint-KlpKernel -Path '{file}'");
        Assert.Empty(_shell.Host.Errors);
        string[] now = _shell.Texts(Counts);
        Assert.Equal("register_ftrace_function EBUSY 0/1", now[0]);
        Assert.Equal("OutOfMemory", _shell.ErrorId("Enable-KlpPatch cumulative_v2"));
        Assert.NotEqual(now, _shell.Texts(Counts));
        foreach (string restore in (string[])["Restore-KlpKernel here", $"Remove-KlpKernel bad; Restore-KlpKernel -Path '{file}'"])
        {
            _shell.Run(restore);
            Assert.Equal(now, _shell.Texts(Counts));
            Assert.Equal("OutOfMemory", _shell.ErrorId("Enable-KlpPatch cumulative_v2"));
        }
    }

    [Fact]
    public void A_kernel_without_faults_lists_none() => Assert.Equal("0", _shell.Text("(Get-KlpKernel -Current).Faults.Count"));

    [Fact]
    public void An_unknown_place_is_told_with_its_line_and_the_nearest_one()
    {
        string file = Path.Combine(_folder, "k.yaml");
        File.WriteAllText(file, "kind: Kernel\nname: k\nrelease: 6.12\nsymbols: []\nfaults:\n  - fail_function: register_ftrace\n");
        string message = _shell.Error($"New-KlpKernel -Path '{file}'").Exception.Message;
        Assert.Contains("k.yaml:6:20", message);
        Assert.Contains("did you mean 'register_ftrace_function'?", message);
    }

    [Fact]
    public void A_probe_with_a_post_handler_keeps_a_patch_out_and_the_other_way_round()
    {
        Assert.Equal("IpModifyConflict", _shell.ErrorId("$null = New-KlpKernel; Add-KlpModule kprobe_post; Enable-KlpPatch livepatch_sample"));
        Assert.Equal("IpModifyConflict", _shell.ErrorId("Remove-KlpModule kprobe_post; Enable-KlpPatch livepatch_sample -Wait; Add-KlpModule kprobe_post"));
    }
}
