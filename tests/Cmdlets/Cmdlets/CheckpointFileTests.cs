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

    [Fact]
    public void What_is_whole_and_makes_no_sense_is_damaged()
    {
        _shell.Run($"$null = Checkpoint-KlpKernel -Path '{Good}'");
        Type file = Contract.Shipped.Assembly.GetType("KlpShell.Checkpoints.CheckpointFile", true)!;
        System.Reflection.MethodInfo read = file.GetMethod("Read", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public)!;
        System.Reflection.MethodInfo write = file.GetMethod("Write", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public)!;
        byte[] content = (byte[])read.Invoke(null, [Good])!;
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

    [Fact]
    public void A_kernel_out_of_a_captured_host_has_no_history_to_save()
    {
        string folder = Path.Combine(Places.Root, "tests", "Pester", "hosts");
        _shell.Run($"$null = Import-KlpHost '{folder}/debian-6.12-stuck.tar.gz' -Name captured");
        Assert.Equal("CheckpointNotPossible", _shell.ErrorId($"Checkpoint-KlpKernel -Path '{Good}' -Kernel captured"));
        Assert.False(File.Exists(Good));
        Assert.Single(_shell.Run("Checkpoint-KlpKernel -Kernel captured"));
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
