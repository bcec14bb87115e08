using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>Modules' own files: what is wrong with one is told by its id, and a sound one is loaded, planned, waited for and saved like any other.</summary>
public sealed class ModuleFileTests : IDisposable
{
    private const ulong Writable = 1;

    private readonly string _folder = Directory.CreateTempSubdirectory("klp-module-").FullName;
    private readonly ModuleShell _shell = new(kernel: false);

    public ModuleFileTests() => _shell.Run("$null = New-KlpKernel -Path debian-6.12 -Name real -Overwrite");

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData("k059", "ElfHeaderInvalid")]
    [InlineData("k061", "ElfSectionTableInvalid")]
    [InlineData("k075", "ElfSectionInvalid")]
    [InlineData("k077", "SymbolTableInvalid")]
    [InlineData("k078", "ThisModuleInvalid")]
    [InlineData("k080", "ModinfoInvalid")]
    [InlineData("k088", "RelocationInvalid")]
    [InlineData("k097", "LivepatchRelocationInvalid")]
    [InlineData("k115", "VermagicMismatch")]
    [InlineData("k118", "SignatureMalformed")]
    [InlineData("k050", "UnknownSymbol")]
    public void A_recorded_file_that_the_kernel_refused(string name, string id) => IsRefused(ModuleBytes.Of(name), id);

    [Fact]
    public void An_empty_file() => IsRefused([], "ModuleFileEmpty");

    [Fact]
    public void A_section_that_is_written_and_executed() => IsRefused(ModuleBytes.WithFlags(ModuleBytes.Of("one_func"), ".text", Writable), "SectionWritableAndExecutable");

    [Fact]
    public void An_export_that_the_kernel_has()
    {
        // struct kernel_symbol: offsets from themselves, of the value, of the name behind it, and of no namespace.
        byte[] content = [0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes("seq_putc"), 0, 0, 0, 0];
        IsRefused(ModuleBytes.WithSection(ModuleBytes.Of("one_func"), "__ksymtab", content), "DuplicateExport");
    }

    [Fact]
    public void A_section_more_that_says_nothing_is_let_in() => Assert.Equal("Loads", Verdict(Write("more.ko", ModuleBytes.WithSection(ModuleBytes.Of("one_func"), ".more", new byte[24]))));

    [Fact]
    public void Versions_are_compared_where_the_exports_are_given()
    {
        string wrong = Write("wrong.ko", ModuleBytes.Of("k081"));
        Assert.Equal("Loads", Verdict(wrong));
        Assert.Equal("SymbolVersionMismatch", _shell.Text($"(Get-KlpModuleVerdict '{wrong}' -SymbolVersion '{ModuleBytes.Exports}').ErrorId"));
        Assert.Equal("True", _shell.Text($"Test-KlpModule '{Write("good.ko", ModuleBytes.Of("one_func"))}' -SymbolVersion '{ModuleBytes.Exports}'"));
    }

    [Fact]
    public void A_namespace_must_be_imported()
    {
        string exports = Path.Combine(_folder, "Module.symvers");
        using (StreamReader reader = new(new GZipStream(File.OpenRead(ModuleBytes.Exports), CompressionMode.Decompress)))
        {
            string text = reader.ReadToEnd();
            string changed = text.Replace("\tseq_printf\tvmlinux\tEXPORT_SYMBOL\t", "\tseq_printf\tvmlinux\tEXPORT_SYMBOL\tPRINTING", StringComparison.Ordinal);
            Assert.NotEqual(text, changed);
            File.WriteAllText(exports, changed);
        }

        Assert.Equal("NamespaceNotImported", _shell.Text($"(Get-KlpModuleVerdict '{Write("one_func.ko", ModuleBytes.Of("one_func"))}' -SymbolVersion '{exports}').ErrorId"));
        File.WriteAllText(exports, "no exports at all\n");
        Assert.Equal("SymversUnreadable", _shell.ErrorId($"Get-KlpModuleVerdict '{_folder}/one_func.ko' -SymbolVersion '{exports}'"));
    }

    [Fact]
    public void A_gzipped_file_is_as_good_as_a_plain_one()
    {
        byte[] bytes = ModuleBytes.Of("one_func");
        string packed = Path.Combine(_folder, "one_func.ko.gz");
        using (GZipStream stream = new(File.Create(packed), CompressionMode.Compress)) stream.Write(bytes);
        Assert.Equal("Loads", Verdict(packed));
        _shell.Run($"Add-KlpModule '{packed}'");
        Assert.Empty(_shell.Host.Errors);
        Assert.Equal("Live", _shell.Text("(Get-KlpModule one_func).State"));

        string cut = Write("cut.ko.gz", File.ReadAllBytes(packed)[..4]);
        foreach (string command in (string[])["Add-KlpModule", "Enable-KlpPatch", "Get-KlpModuleVerdict", "Test-KlpModule"])
        {
            File.WriteAllText(cut, "no gzip");
            Assert.Equal("ModuleFileUnreadable", _shell.ErrorId($"{command} '{cut}'"));
        }
    }

    [Theory]
    [InlineData("xz", "fd 37 7a 58 5a 00")]
    [InlineData("zst", "28 b5 2f fd")]
    [InlineData("gz", "1f 8b")]
    public void What_is_not_compressed_as_its_name_says(string ending, string expected)
    {
        string file = Write("one_func.ko." + ending, ModuleBytes.Of("one_func"));
        foreach (string command in (string[])["Add-KlpModule", "Enable-KlpPatch", "Get-KlpModuleVerdict", "Test-KlpModule"])
        {
            Assert.Equal("ModuleFileUnreadable", _shell.ErrorId($"{command} '{file}'"));
            Assert.Contains(expected, _shell.Error($"{command} '{file}'").Exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_checkpoint_file_holds_the_modules_file()
    {
        string file = Write("one_func.ko", ModuleBytes.Of("one_func"));
        string saved = Path.Combine(_folder, "saved.klp");
        _shell.Run($"Add-KlpModule '{file}'; Step-KlpKernel 3; $null = Checkpoint-KlpKernel -Path '{saved}'");
        Assert.Empty(_shell.Host.Errors);
        string[] now = Everything();
        Assert.Contains(now, static line => line.Contains("one_func: was here", StringComparison.Ordinal));
        File.Delete(file);
        _shell.Run($"Disable-KlpPatch one_func; Wait-KlpPatch; Remove-KlpModule one_func; Remove-KlpKernel real; Restore-KlpKernel -Path '{saved}'");
        Assert.Empty(_shell.Host.Errors);
        Assert.Equal(now, Everything());
        _shell.Run("Disable-KlpPatch one_func; Wait-KlpPatch; Remove-KlpModule one_func");
        Assert.Empty(_shell.Host.Errors);
        Assert.DoesNotContain(Everything(), static line => line.Contains("one_func: was here", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_is_planned_and_nothing_is_changed_by_it()
    {
        string file = Write("one_func.ko", ModuleBytes.Of("one_func"));
        string[] now = Everything();
        Assert.Equal("Works", _shell.Text($"(Get-KlpPatchPlan '{file}').Outcome"));
        Assert.Equal("UnknownSymbol", _shell.Text($"(Get-KlpPatchPlan '{Write("k050.ko", ModuleBytes.Of("k050"))}').ErrorId"));
        Assert.Equal(now, Everything());
    }

    [Fact]
    public void A_file_is_enabled_waited_for_and_rolled_back()
    {
        string file = Write("one_func.ko", ModuleBytes.Of("one_func"));
        _shell.Run("$null = New-KlpTask odd -Stack cmdline_proc_show");
        Assert.Equal("TransitionRolledBack", _shell.ErrorId($"Enable-KlpPatch '{file}' -Wait -Timeout 2 -Rollback"));
        Assert.Empty(_shell.Run("Get-KlpPatch -State Enabled"));
        _shell.Run($"Get-KlpTask odd | Remove-KlpTask; Get-KlpModule | Where-Object Name -EQ one_func | Remove-KlpModule; Enable-KlpPatch '{file}' -Wait -Rollback");
        Assert.Empty(_shell.Host.Errors);
        Assert.Equal("Enabled", _shell.Text("(Get-KlpPatch one_func).State"));
    }

    private void IsRefused(byte[] bytes, string id)
    {
        string file = Write("bad.ko", bytes);
        string[] modules = _shell.Texts("Get-KlpModule");
        Assert.Equal("Refused", Verdict(file));
        Assert.Equal(id, _shell.Text($"(Get-KlpModuleVerdict '{file}').ErrorId"));
        Assert.Equal("False", _shell.Text($"Test-KlpModule '{file}'"));
        Assert.Equal(id, _shell.ErrorId($"Add-KlpModule '{file}'"));
        Assert.Equal(id, _shell.ErrorId($"Enable-KlpPatch '{file}'"));
        Assert.Equal(modules, _shell.Texts("Get-KlpModule"));
    }

    private string Verdict(string file) => _shell.Text($"(Get-KlpModuleVerdict '{file}').Verdict");

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private string[] Everything() =>
    [
        .. _shell.Texts("Get-KlpLog"), .. _shell.Texts("Get-KlpSysfs /sys -Recurse | ForEach-Object { \"$($_.Path) $($_.Mode) $($_.Value)\" }"),
        .. _shell.Texts("Get-KlpModule | ForEach-Object { \"$($_.Name) $($_.State) $($_.RefCount) $($_.Address)\" }"),
        .. _shell.Texts("(Get-KlpSysfs /proc/cmdline).Value"), .. _shell.Texts("(Get-KlpKernel -Current).TaintLetters"),
    ];
}
