using System;
using System.IO;
using System.Management.Automation;
using KlpShell.Cmdlets.Tests.Contract;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>One record for each failure, as much as the user asked to hear of it, with what a script wants to know in the exception.</summary>
public sealed class ErrorTests
{
    private readonly ModuleShell _shell = new();

    [Theory]
    [InlineData("Complete-KlpTransition -Force -Confirm:$false", "NoTransition")]
    [InlineData("Complete-KlpTransition", "ForceNotSaid")]
    [InlineData("Get-KlpShadowVariable 0x1000 7", "ShadowVariableNotFound")]
    public void Of_what_is_not_there(string command, string id)
    {
        Repo();
        Assert.Equal(id, _shell.ErrorId(command));
    }

    [Theory]
    [InlineData("Wait-KlpPatch -Timeout 2", "TransitionTimedOut")]
    [InlineData("Wait-KlpPatch -Timeout 2 -Rollback", "TransitionRolledBack")]
    [InlineData("New-KlpTask odd -Stack sleeper_wait | Set-KlpTask -ReliableStack:$false; Wait-KlpPatch -Timeout 2 -Rollback", "RollbackTimedOut")]
    public void Of_a_transition_that_someone_holds_up(string command, string id)
    {
        Repo();
        _shell.Run("Add-KlpModule sleeper_mod; $null = New-KlpTask sleeper sleeper_wait; Step-KlpKernel 1; Enable-KlpPatch busy_function");
        ErrorRecord error = _shell.Error(command);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("sleeper", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_module_whose_patch_is_not_enabled()
    {
        string file = Path.Combine(Path.GetTempPath(), $"klp-{Guid.NewGuid():N}.yaml");
        File.WriteAllText(file, "kind: Livepatch\nname: shy\ninit: [ { return: 0 } ]\nobjects:\n  - name: vmlinux\n    functions:\n      - old_name: cmdline_proc_show\n        body: [ { return: 1 } ]\n");
        try
        {
            Assert.Equal("PatchDidNotStay", _shell.ErrorId($"Enable-KlpPatch {file}"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("Export-KlpTimeline / -Overwrite", "FileUnwritable")]
    [InlineData("Import-KlpManifest ./nowhere.yaml", "ManifestUnreadable")]
    [InlineData("$null = Test-KlpManifest ./nowhere.yaml", "ManifestUnreadable")]
    [InlineData("Export-KlpTimeline /nowhere/of/it.svg", "FileUnwritable")]
    [InlineData("New-KlpManifest fix -Path /nowhere/of/it.yaml", "FileUnwritable")]
    [InlineData("$null = Checkpoint-KlpKernel -Path /nowhere/of/it.klp", "CheckpointNotWritten")]
    [InlineData("$null = Checkpoint-KlpKernel -Path /", "CheckpointNotWritten")]
    [InlineData("$null = Import-KlpHost /etc/passwd", "HostUnreadable")]
    [InlineData("Export-KlpTimeline env:x", "PathNotFileSystem")]
    [InlineData("Export-KlpAbi env:x", "PathNotFileSystem")]
    [InlineData("Import-KlpManifest env:x", "PathNotFileSystem")]
    [InlineData("New-KlpManifest x -Path env:x", "PathNotFileSystem")]
    public void Of_a_path_that_is_no_file(string command, string id) => Assert.Equal(id, _shell.ErrorId(command));

    [Theory]
    [InlineData("Export-KlpTimeline /nowhere/of/it.svg", "there is no folder '/nowhere/of'")]
    [InlineData("New-KlpManifest fix -Path /nowhere/of/it.yaml", "there is no folder '/nowhere/of'")]
    [InlineData("Checkpoint-KlpKernel -Path /nowhere/of/it.klp", "there is no folder '/nowhere/of'")]
    [InlineData("Checkpoint-KlpKernel -Path / -Overwrite", "'/' can't be written: this is a folder where a file was expected")]
    [InlineData("Import-KlpHost /etc/passwd", "as a bundle: it is no tar file, or a damaged one")]
    [InlineData("Enable-KlpPatch secnod", "did you mean 'second'? Give its file")]
    [InlineData("Move-KlpAbi nope -To Stable", "'nope' is no object that Get-KlpAbi writes. Ask Get-KlpAbi for it")]
    [InlineData("'nope' | Show-KlpTimeline", "'nope' is no object that Get-KlpTimeline writes.")]
    public void It_says_what_to_do(string command, string says) => Assert.Contains(says, _shell.Error(command).Exception.Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_no_record_is_refused_by_its_own_check()
    {
        ErrorRecord error = _shell.Error("Move-KlpAbi 7 -To Stable");
        Assert.StartsWith("ParameterArgumentTransformationError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("RecordWanted", error.Exception.InnerException!.GetType().GetProperty("ErrorId")!.GetValue(error.Exception.InnerException));
    }

    [Fact]
    public void A_manifest_that_is_not_there_is_no_right_one_either() => Assert.Equal("False", Assert.Single(_shell.Texts("Test-KlpManifest ./nowhere.yaml -ErrorAction SilentlyContinue")));

    [Fact]
    public void Each_thing_that_fails_has_one_record_and_the_others_are_done()
    {
        _shell.Run("'nowhere', 'first', 'of_data', 'second' | Enable-KlpPatch");
        Assert.Equal(["ManifestNotFound", "FunctionNotTraceable"], [_shell.Host.Errors[0].FullyQualifiedErrorId.Split(',')[0], _shell.Host.Errors[1].FullyQualifiedErrorId.Split(',')[0]]);
        Assert.Equal(2, _shell.Host.Errors.Count);
        Assert.Equal(["second", "first"], _shell.Texts("(Get-KlpPatch -State Enabled).Name"));
    }

    [Fact]
    public void ErrorAction_is_heard()
    {
        _shell.Run("Get-KlpPatch nowhere -ErrorAction SilentlyContinue; Get-KlpPatch nowhere -ErrorAction Ignore");
        Assert.Empty(_shell.Host.Errors);
        Assert.Equal(["EINVAL", "22", "FunctionNotTraceable"], _shell.Texts("try { Enable-KlpPatch of_data -ErrorAction Stop; 'went on' } catch { $_.Exception.Errno; $_.Exception.ErrorNumber; $_.Exception.Refusal }"));
        Assert.Equal(["1", "done"], _shell.Texts("Get-KlpPatch nowhere -ErrorAction SilentlyContinue -ErrorVariable bad; $bad.Count; 'done'"));
    }

    [Fact]
    public void A_fault_in_a_manifest_is_shown_in_its_line_with_a_mark_under_it()
    {
        string file = Path.Combine(Path.GetTempPath(), $"klp-{Guid.NewGuid():N}.yaml");
        File.WriteAllText(file, "kind: Livepatch\nname: bad\nobjects:\n  - name: vmlinux\n    functions:\n      - old_name: cmdline_proc_show\n        sympos: many\n        body: []\n");
        try
        {
            ErrorRecord error = _shell.Error($"Import-KlpManifest {file}");
            System.Collections.IDictionary target = Assert.IsAssignableFrom<System.Collections.IDictionary>(error.TargetObject);
            Assert.Equal("sympos: many\n     |         ^", target["LineText"]);
            Assert.Equal((7, 17), (target["Line"], target["Column"]));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_sentence_ends_once()
    {
        string message = _shell.Error($"Get-KlpAbi -Pattern '(' -Abi '{Path.Combine(Shipped.Root, "manifests", "abi", "livepatch.yaml")}'").Exception.Message;
        Assert.DoesNotContain("..", message, StringComparison.Ordinal);
        Assert.DoesNotContain("?.", message, StringComparison.Ordinal);
    }

    private void Repo() => _shell.Run($"$null = New-KlpKernel -Path '{Path.Combine(Shipped.Root, "manifests", "kernels", "debian-6.12.yaml")}' -Name real; Set-Location '{Shipped.Root}'");
}
