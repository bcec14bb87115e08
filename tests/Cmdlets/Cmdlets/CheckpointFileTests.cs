using System;
using System.IO;
using System.Linq;
using KlpShell.Cmdlets.Tests.Engine;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>Checkpoints in files, on the engine.</summary>
public sealed class CheckpointFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("klp-checkpoint-").FullName;
    private readonly ModuleShell _shell = new();

    private string Good => Path.Combine(_folder, "good.klp");

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData("small", "Enable-KlpPatch first, second; Disable-KlpPatch second; Unregister-KlpPatch second")]
    [InlineData("linux-4.1", "Enable-KlpPatch livepatch_sample, two_functions; Enable-KlpPatch of_data; Step-KlpKernel 2")]
    [InlineData("debian-6.1", "Add-KlpModule sleeper_mod; $null = New-KlpTask reader sleeper_deep_show; Enable-KlpPatch busy_function; Step-KlpKernel 3.5")]
    [InlineData("debian-6.12", "Enable-KlpPatch cumulative_v1 -Wait; Enable-KlpPatch cumulative_v2 -Wait; Set-KlpShadowVariable 0x1000 7 text; $null = Invoke-KlpFunction cmdline_proc_show")]
    public void A_file_gives_the_kernel_again_and_it_goes_on_the_same(string kernel, string history)
    {
        _shell.Run($"$null = New-KlpKernel -Path {kernel} -Name saved -Overwrite; {history}; Step-KlpKernel 1");
        _shell.Run($"$null = Checkpoint-KlpKernel -Path '{Good}'");
        Assert.Empty(_shell.Host.Errors);
        string[] now = Everything();
        _shell.Run("Step-KlpKernel 20; Enable-KlpPatch kgraft_style; Disable-KlpPatch *; Step-KlpKernel 5");
        string[] later = Everything();
        _shell.Run($"Remove-KlpKernel saved; Restore-KlpKernel -Path '{Good}'");
        Assert.Empty(_shell.Host.Errors);
        Assert.Equal(now, Everything());
        _shell.Run("Step-KlpKernel 20; Enable-KlpPatch kgraft_style; Disable-KlpPatch *; Step-KlpKernel 5");
        Assert.Equal(later, Everything());
    }

    [Fact]
    public void Every_byte_counts()
    {
        _shell.Run($"Enable-KlpPatch first; $null = Checkpoint-KlpKernel -Path '{Good}'; Step-KlpKernel 1");
        byte[] good = File.ReadAllBytes(Good);
        string bad = Path.Combine(_folder, "bad.klp");
        string[] now = Everything();
        Random random = new(5);
        for (int i = 0; i < 120; i++)
        {
            byte[] bytes = (byte[])good.Clone();
            if (i % 3 == 0) bytes = bytes[..random.Next(bytes.Length)];
            else bytes[i < 90 ? i : random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(bad, bytes);
            Assert.Contains(_shell.ErrorId($"Restore-KlpKernel -Path '{bad}'"), new[] { "CheckpointDamaged", "NotACheckpoint", "CheckpointTooNew" });
        }

        Assert.Equal(now, Everything());
        Assert.Equal("test", _shell.Text("(Get-KlpKernel).Name"));
    }

    [Theory]
    [InlineData("$null")]
    [InlineData("$null = Import-KlpHost '{0}/debian-6.12-stuck.tar.gz' -Name captured")]
    public void What_is_whole_and_makes_no_sense_is_damaged(string history)
    {
        _shell.Run(history.Replace("{0}", Path.Combine(Places.Root, "tests", "Pester", "hosts"), StringComparison.Ordinal));
        _shell.Run($"$null = Checkpoint-KlpKernel -Path '{Good}'");
        Type file = Contract.Shipped.Assembly.GetType("KlpShell.Checkpoints.CheckpointFile", true)!;
        System.Reflection.MethodInfo read = file.GetMethod("Read", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public)!;
        System.Reflection.MethodInfo write = file.GetMethod("Write", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public)!;
        byte[] content = (byte[])read.Invoke(null, [Good, 0])!;
        string bad = Path.Combine(_folder, "bad.klp");
        Random random = new(7);
        for (int i = 0; i < 60; i++)
        {
            byte[] bytes = (byte[])content.Clone();
            if (i % 2 == 0) bytes = bytes[..random.Next(bytes.Length)];
            else bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            write.Invoke(null, [bad, bytes]);
            _shell.Run($"Restore-KlpKernel -Path '{bad}'");
            Assert.All(_shell.Host.Errors, static error => Assert.Contains(error.FullyQualifiedErrorId.Split(',')[0], new[] { "CheckpointDamaged", "CheckpointNotReproduced" }));
        }
    }

    [Fact]
    public void A_file_that_is_there_stays_and_one_that_cant_be_written_leaves_nothing()
    {
        File.WriteAllText(Good, "mine");
        Assert.Equal("CheckpointFileExists", _shell.ErrorId($"Checkpoint-KlpKernel -Path '{Good}'"));
        Assert.Equal("mine", File.ReadAllText(Good));
        Assert.Equal("CheckpointNotWritten", _shell.ErrorId($"Checkpoint-KlpKernel -Path '{_folder}/nowhere/a.klp'"));
        Assert.Equal([Good], Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Order());
    }

    [Theory]
    [InlineData("debian-6.12-stuck", "$null", "Get-KlpTask cat | Remove-KlpTask; Step-KlpKernel 5; Disable-KlpPatch lp_a -Wait")]
    [InlineData("debian-6.12-stuck", "Step-KlpKernel 2; Disable-KlpPatch lp_a; Set-KlpShadowVariable 0x1000 7 text; $null = Invoke-KlpFunction version_proc_show", "Step-KlpKernel 20")]
    [InlineData("debian-6.12-stacked", "Disable-KlpPatch lp_c -Wait; Remove-KlpModule lp_c; $null = New-KlpTask late", "Disable-KlpPatch * -Wait; Clear-KlpLog")]
    [InlineData("debian-6.1-stuck", "Set-KlpSysfs /proc/sys/kernel/ftrace_enabled 0 -ErrorAction Ignore", "Complete-KlpTransition -Force; Step-KlpKernel 2")]
    public void A_kernel_in_the_state_of_a_captured_host_comes_back_as_well(string bundle, string history, string future)
    {
        string captured = Path.Combine(Places.Root, "tests", "Pester", "hosts", bundle + ".tar.gz");
        _shell.Run($"$null = Import-KlpHost '{captured}' -Name captured; {history}");
        _shell.Run($"$null = Checkpoint-KlpKernel -Path '{Good}'");
        Assert.Empty(_shell.Host.Errors);
        string[] now = Everything();
        _shell.Run(future);
        string[] later = Everything();
        Assert.NotEqual(now, later);
        _shell.Run($"Remove-KlpKernel captured; Restore-KlpKernel -Path '{Good}'");
        Assert.Empty(_shell.Host.Errors);
        Assert.Equal(now, Everything());
        _shell.Run(future);
        Assert.Equal(later, Everything());
        _shell.Run($"Restore-KlpKernel -Path '{Good}'; $null = Checkpoint-KlpKernel -Path '{Good}' -Overwrite; Remove-KlpKernel captured; Restore-KlpKernel -Path '{Good}'");
        Assert.Empty(_shell.Host.Errors);
        Assert.Equal(now, Everything());
    }

    [Fact]
    public void A_file_of_the_first_version_is_read()
    {
        string first = Path.Combine(Places.Root, "tests", "Pester", "checkpoints", "version-1.klp");
        _shell.Run($"Enable-KlpPatch first; $null = Checkpoint-KlpKernel -Path '{Good}'");
        string[] now = Everything();
        _shell.Run($"Restore-KlpKernel -Path '{first}'");
        Assert.Empty(_shell.Host.Errors);
        Assert.Equal("one", _shell.Text("(Get-KlpKernel -Current).Name"));
        Assert.Equal(now, Everything());
    }

    private string[] Everything() =>
    [
        .. _shell.Texts("Get-KlpLog"), .. _shell.Texts("Get-KlpSysfs /sys -Recurse | ForEach-Object { \"$($_.Path) $($_.Mode) $($_.Value)\" }"),
        .. _shell.Texts("Get-KlpTask | ForEach-Object { \"$($_.ProcessId) $($_.Command) $($_.State) $($_.PatchState) $($_.Stack)\" }"),
        .. _shell.Texts("Get-KlpModule | ForEach-Object { \"$($_.Name) $($_.State) $($_.RefCount) $($_.Address)\" }"),
        .. _shell.Texts("Get-KlpFunction | ForEach-Object { \"$($_.Name) $($_.State) $($_.Winner) $($_.EntryBytes)\" }"),
        .. _shell.Texts("Get-KlpKernel -Current | ForEach-Object { \"$($_.Time) $($_.TaintLetters) $($_.SymbolCount) $($_.TraceableCount)\" }"),
    ];
}
