using System.Reflection;
using System.Threading;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

public sealed class KernelCommandTests
{
    private readonly ModuleShell _shell = new(kernel: false);

    [Fact]
    public void Without_a_kernel_there_is_an_error_that_says_what_to_type()
    {
        Assert.Contains("New-KlpKernel", _shell.Error("Get-KlpPatch").Exception.Message);
        Assert.Equal("NoKernel", _shell.ErrorId("Get-KlpLog"));
    }

    [Fact]
    public void Kernels_are_made_selected_listed_and_removed()
    {
        _shell.Run("$a = New-KlpKernel -Path small -Name a; $b = New-KlpKernel -Path small -Name b");
        Assert.Equal(["a", "b"], _shell.Texts("(Get-KlpKernel).Name"));
        _shell.Run("$a | Select-KlpKernel");
        Assert.Equal("a", _shell.Text("(Get-KlpKernel -Current).Name"));
        Assert.Equal("KernelExists", _shell.ErrorId("New-KlpKernel -Path small -Name a"));
        _shell.Run("Get-KlpKernel | Remove-KlpKernel");
        Assert.Empty(_shell.Run("Get-KlpKernel"));
    }

    [Fact]
    public void A_checkpoint_brings_all_back()
    {
        _shell.Run("$null = New-KlpKernel -Path small; $c = Checkpoint-KlpKernel clean; Enable-KlpPatch first; Step-KlpKernel 5");
        _shell.Run("$c | Restore-KlpKernel");
        Assert.Empty(_shell.Run("Get-KlpPatch; Get-KlpLog"));
        Assert.Equal("4", _shell.Text("(Get-KlpKernel -Current).Time.TotalSeconds"));
    }

    [Fact]
    public void The_kernels_of_two_sessions_dont_meet()
    {
        _shell.Run("$null = New-KlpKernel -Path small -Name mine");
        ModuleShell other = new(kernel: false);
        Assert.Empty(other.Run("Get-KlpKernel"));
        Assert.Equal("mine", _shell.Text("(Get-KlpKernel).Name"));
    }

    [Fact]
    public void A_task_sleeps_and_time_takes_it_on()
    {
        _shell.Run("$null = New-KlpKernel -Path small; Add-KlpModule sleeper; $t = New-KlpTask napper nap");
        Assert.Equal("Uninterruptible", _shell.Text("$t.State"));
        _shell.Run("Step-KlpKernel 2");
        Assert.Equal("3", _shell.Text("($t | Get-KlpTask).Result"));
    }

    [Fact]
    public void The_verdict_is_one_word()
    {
        _shell.Run("$null = New-KlpKernel -Path small; Enable-KlpPatch first, second");
        Assert.Equal("Attention", _shell.Text("(Get-KlpStatus).Verdict"));
        _shell.Run("Disable-KlpPatch second");
        Assert.Equal("Healthy", _shell.Text("(Get-KlpStatus).Verdict"));
    }

    [Fact]
    public async System.Threading.Tasks.Task A_kernel_that_another_holds_is_waited_for_and_then_given_up()
    {
        object kernel = Assert.Single(_shell.Run("New-KlpKernel -Path small -Name held"))!;
        object handle = kernel.GetType().GetProperty("Handle", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(kernel)!;
        object gate = handle.GetType().GetField("_gate", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(handle)!;
        using ManualResetEventSlim held = new();
        using ManualResetEventSlim done = new();
        System.Threading.Tasks.Task other = System.Threading.Tasks.Task.Run(() =>
        {
            lock (gate)
            {
                held.Set();
                done.Wait();
            }
        });
        held.Wait();
        string id = _shell.ErrorId("Get-KlpPatch");
        done.Set();
        await other;
        Assert.Equal("KernelBusy", id);
        Assert.Empty(_shell.Run("Get-KlpPatch"));
    }
}
