using System.IO;
using System.Linq;
using KlpShell.Cmdlets.Tests.Engine;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>A captured host in a session.</summary>
public sealed class HostCommandTests
{
    private static readonly string s_folder = Path.Combine(Places.Root, "tests", "Pester", "hosts");

    private readonly ModuleShell _shell = new(kernel: false);

    [Fact]
    public void A_bundle_becomes_the_current_kernel_and_goes_down_the_pipeline()
    {
        _shell.Run($"$h = Import-KlpHost '{s_folder}/debian-6.12-stuck.tar.gz'");
        Assert.Empty(_shell.Host.Errors);
        Assert.Equal("host-6.12", _shell.Text("(Get-KlpKernel -Current).Name"));
        Assert.Equal(["213", "213"], _shell.Texts("$h.StalledTasks.Task; ($h.StalledTasks | Get-KlpTask).ProcessId"));
        Assert.Equal("Patching", _shell.Text("($h | Get-KlpPatch lp_a).Phase"));
        Assert.Equal("lp_e", _shell.Text("($h.Functions | Where-Object Name -eq version_proc_show | Get-KlpFunction).Winner"));
    }

    [Fact]
    public void A_name_is_kept_and_not_taken_twice()
    {
        _shell.Run($"$h = Import-KlpHost '{s_folder}/debian-6.1-stuck.tar.gz' -Name mine");
        Assert.Equal("mine", _shell.Text("$h.Kernel"));
        Assert.Equal("KernelExists", _shell.ErrorId($"Import-KlpHost '{s_folder}/debian-6.1-stuck.tar.gz' -Name mine"));
        _shell.Run($"$h = Import-KlpHost '{s_folder}/debian-6.1-stuck.tar.gz' -Name mine -Overwrite");
        Assert.Equal("mine", _shell.Text("(Get-KlpKernel).Name"));
    }

    [Fact]
    public void What_it_shows_fits_a_screen_and_says_all()
    {
        string[] lines = _shell.Shown($"Import-KlpHost '{s_folder}/debian-6.12-stuck.tar.gz'", 200);
        Assert.Contains(lines, line => line.Contains("lp_a is being enabled"));
        Assert.Contains(lines, line => line.Contains("213 (cat) sleeps on function tgt_blockk, in tgt_blockk+0x8d/0xd0 [tgt_mod], for 24 s"));
        Assert.Contains(lines, line => line.Contains("vmlinux:version_proc_show runs lp_e"));
        Assert.All(_shell.Shown("$h = Import-KlpHost '" + s_folder + "/debian-6.12-stuck.tar.gz'; $h.Functions; $h.StalledTasks; $h.Differences; $h.Patches"), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void A_folder_is_as_good_as_an_archive()
    {
        string folder = Directory.CreateTempSubdirectory("klp-host").FullName;
        try
        {
            using (FileStream file = File.OpenRead(s_folder + "/debian-6.12-stuck.tar.gz"))
            using (System.IO.Compression.GZipStream text = new(file, System.IO.Compression.CompressionMode.Decompress))
                System.Formats.Tar.TarFile.ExtractToDirectory(text, folder, overwriteFiles: false);
            string unpacked = Directory.GetDirectories(folder).Single();
            _shell.Run($"$a = Import-KlpHost '{unpacked}'; $b = Import-KlpHost '{s_folder}/debian-6.12-stuck.tar.gz'");
            foreach (string property in (string[])["UnameRelease", "Sound", "TaskCount", "ModuleCount", "Transition", "Since", "Uptime"])
            {
                Assert.Equal(_shell.Text($"$b.{property}"), _shell.Text($"$a.{property}"));
            }

            Assert.Equal(_shell.Texts("$b.Differences.Message"), _shell.Texts("$a.Differences.Message"));
            File.Delete(Path.Combine(unpacked, "uname"));
            File.Delete(Path.Combine(unpacked, "proc", "sys", "kernel", "osrelease"));
            Assert.Equal("HostReleaseMissing", _shell.ErrorId($"Import-KlpHost '{unpacked}'"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
