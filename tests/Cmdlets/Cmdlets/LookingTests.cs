using System.IO;
using System.Linq;
using KlpShell.Cmdlets.Tests.Engine;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

public sealed class LookingTests
{
    private readonly ModuleShell _shell = new();

    [Fact]
    public void A_call_shows_the_way_it_took()
    {
        _shell.Run("Enable-KlpPatch first; $call = Invoke-KlpFunction cmdline_proc_show -Trace");
        Assert.Equal(["first\n", "livepatch_cmdline_proc_show", "first", "True"], _shell.Texts("$call.Output; $call.Ran; $call.RanIn; $call.Redirected"));
        Assert.Matches(@"^cmdline_proc_show \[e8[0-9a-f]{8}\] -> trampoline [0-9a-f]{16} -> first => livepatch_cmdline_proc_show$", _shell.Text("\"$($call.Trace[0])\""));
    }

    [Fact]
    public void Symbols_are_found_by_name_wildcard_and_address()
    {
        Assert.Equal("18446744071578849280", _shell.Text("(Get-KlpSymbol cmdline_proc_show).Address"));
        Assert.Equal(3, _shell.Run("Get-KlpSymbol *_PROC_show").Count);
        Assert.Equal("cmdline_proc_show", _shell.Text("(Get-KlpSymbol -Address ffffffff81001010).Name"));
        Assert.Equal(["1", "2"], _shell.Texts("(Get-KlpSymbol -Ambiguous).Position"));
        Assert.Equal("2", _shell.Text("(Get-KlpSymbol probe | Get-KlpFunction)[1].Position"));
    }

    [Fact]
    public void Every_view_renders_within_eighty_columns()
    {
        _shell.Run("Enable-KlpPatch first; Add-KlpModule sleeper; $null = New-KlpTask waiter wait_for_go");
        string[] commands =
        [
            "Get-KlpKernel", "Get-KlpRelease", "Get-KlpPatch", "Get-KlpModule", "Get-KlpSymbol", "Get-KlpFunction", "Get-KlpTrampoline", "Get-KlpTask", "Get-KlpLog",
            "Get-KlpSysfs -Recurse", "Get-KlpManifest", "Get-KlpStatus", "Invoke-KlpFunction cmdline_proc_show -Trace", "(Invoke-KlpFunction cmdline_proc_show -Trace).Trace",
            "Get-KlpTimeline", "(Get-KlpFunction).Layers", "(Get-KlpPatch).Objects", "(Get-KlpPatch).Objects[0].Functions", "Checkpoint-KlpKernel",
        ];
        foreach (string command in commands)
        {
            foreach (string shape in new[] { command, command + " | Format-List", command + " | Format-Table" })
            {
                string[] lines = _shell.Shown(shape);
                Assert.Empty(_shell.Host.Errors);
                Assert.Contains(lines, line => line.Length > 0);
                Assert.True(lines.All(line => line.Length <= 80), shape + "\n" + string.Join('\n', lines.Where(line => line.Length > 80)));
            }
        }
    }

    [Fact]
    public void Objects_of_many_kinds_in_one_stream_are_shown_as_pwsh_shows_them()
    {
        string folder = Path.Combine(Places.Root, "tests", "Pester", "shown");
        _shell.Run("Enable-KlpPatch first");
        string[] shown = _shell.Shown($"& '{folder}/kinds.ps1'");
        Assert.Empty(_shell.Host.Errors);
        Assert.Equal(File.ReadAllText(folder + "/kinds.txt").TrimEnd(), string.Join('\n', shown).TrimEnd());
    }

    [Fact]
    public void What_is_sorted_or_grouped_by_nothing_goes_by_its_key()
    {
        _shell.Run("Enable-KlpPatch second; Enable-KlpPatch first");
        Assert.Equal(["first", "second"], _shell.Texts("Get-KlpPatch | Sort-Object | ForEach-Object Name"));
        Assert.Equal(["test, second", "test, first"], _shell.Texts("(Get-KlpPatch | Group-Object).Name | Sort-Object -Descending"));
    }

    [Fact]
    public void What_steers_a_terminal_is_written_out()
    {
        _shell.Run("Write-KlpLog \"a`e[31mb\"; $null = New-KlpKernel -Path small -Name \"x`e[31my\" -Overwrite");
        Assert.DoesNotContain(_shell.Shown("Get-KlpKernel; Get-KlpLog -Kernel test"), line => line.Contains('\x1b'));
        Assert.Equal("a\\x1b[31mb", _shell.Text("(Get-KlpLog -Kernel test).Message"));
        Assert.DoesNotContain('\x1b', _shell.Error("Select-KlpKernel \"n`eo\"").Exception.Message);
    }

    [Fact]
    public void Manifests_are_read_and_every_fault_has_its_place()
    {
        Assert.Equal("True", _shell.Text("Test-KlpManifest first"));
        string path = System.IO.Path.GetTempFileName();
        System.IO.File.WriteAllText(path, "kind: Livepatch\nname: bad\nobjcets: []\n");
        _shell.Run($"Import-KlpManifest -LiteralPath '{path}'");
        Assert.All(_shell.Host.Errors, error => Assert.StartsWith("ManifestInvalid,", error.FullyQualifiedErrorId));
        Assert.Equal("3", _shell.Text("$Error[-1].TargetObject.Line; $Error.Clear()"));
        Assert.Equal("False", _shell.Text($"Test-KlpManifest -LiteralPath '{path}'"));
    }

    [Theory]
    [InlineData("Import-KlpManifest -LiteralPath '{0}'", "this is a folder where a file was expected")]
    [InlineData("Import-KlpManifest -LiteralPath '{0}/none'", "there is no such file")]
    [InlineData("New-KlpKernel -SymbolTable '{0}'", "this is a folder where a file was expected")]
    [InlineData("New-KlpKernel -SymbolTable '{0}/none'", "there is no such file")]
    [InlineData("Restore-KlpKernel -Path '{0}'", "this is a folder where a file was expected")]
    [InlineData("Get-KlpAbiFinding -Suppression '{0}/none'", "there is no such file")]
    public void A_file_that_cannot_be_read_is_said_plainly_and_shows_no_line_of_it(string command, string reason)
    {
        string folder = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetTempPath());
        var error = _shell.Error(string.Format(System.Globalization.CultureInfo.InvariantCulture, command, folder));
        Assert.Contains("can't be read: " + reason + ". ", error.Exception.Message);
        Assert.StartsWith(folder, Assert.IsType<string>(error.TargetObject));
    }
}
