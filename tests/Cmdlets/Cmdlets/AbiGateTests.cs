using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>What live patches touch of the ABI is held against its rules before they reach a kernel.</summary>
public sealed class AbiGateTests : IDisposable
{
    private readonly ModuleShell _shell = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("klp-gate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("/sys/kernel/livepatch/<patch>/enabled", "removed", "ABI070", "the patch removes /sys/kernel/livepatch/<patch>/enabled, which is testing: it has to become obsolete first, with a reason and a time")]
    [InlineData("/sys/kernel/livepatch/<patch>/enabled", "stable", "ABI071", "the patch calls /sys/kernel/livepatch/<patch>/enabled stable, but its entry is testing: name that level")]
    [InlineData("/sys/module/*/refcnt", "testing", "ABI071", "the patch calls /sys/module/*/refcnt testing, but its entry is stable: name that level")]
    [InlineData("CONFIG_LIVEPATCH", "stable", "ABI030", "'CONFIG_LIVEPATCH' is a Kconfig symbol, which no program may rely on: take it out of the patch's list")]
    [InlineData("cmdline_proc_show", "stable", "ABI030", "'cmdline_proc_show' is a kernel symbol, which no program may rely on: take it out of the patch's list")]
    public void A_patch_that_breaks_a_rule_is_warned_of_and_enabled_all_the_same(string what, string level, string rule, string message)
    {
        string patch = Patch(what, level);
        _shell.Run($"Enable-KlpPatch -Path '{patch}'");
        Assert.Empty(_shell.Host.Errors);
        Assert.Equal([$"WARNING: {rule} in patch 'touching': {message}."], Warnings());
        Assert.Equal("Enabled", _shell.Text("(Get-KlpPatch touching).State"));
    }

    [Fact]
    public void Refused_it_reaches_no_kernel_and_the_error_has_the_findings()
    {
        string patch = Patch("/sys/kernel/livepatch/<patch>/enabled", "removed");
        foreach (string call in (string[])["Enable-KlpPatch", "Add-KlpModule", "Register-KlpPatch"])
        {
            ErrorRecord error = _shell.Error($"{call} -Path '{patch}' -AbiPolicy Refuse");
            Assert.Equal("AbiPolicyRefused", error.FullyQualifiedErrorId.Split(',')[0]);
            Assert.StartsWith("The patch 'touching' breaks rules of the ABI: ABI070 the patch removes", error.Exception.Message);
            Assert.Empty(Warnings());
        }

        Assert.Empty(_shell.Run("Get-KlpModule"));
        Assert.Empty(_shell.Run("Get-KlpLog"));
        _shell.Run($"try {{ Enable-KlpPatch -Path '{patch}' -AbiPolicy Refuse -ErrorAction Stop }} catch {{ $failed = $_ }}");
        Assert.Equal(["ABI070", "Error", "/sys/kernel/livepatch/<patch>/enabled"], _shell.Texts("$failed.Exception.Findings[0].Rule; $failed.Exception.Findings[0].Severity; $failed.Exception.Findings[0].What"));
    }

    [Fact]
    public void Ignored_nothing_is_said()
    {
        _shell.Run($"Add-KlpModule -Path '{Patch("/sys/kernel/livepatch/<patch>/enabled", "removed")}' -AbiPolicy Ignore");
        Assert.Empty(_shell.Host.Messages);
        Assert.Equal("Enabled", _shell.Text("(Get-KlpPatch touching).State"));
    }

    [Fact]
    public void What_keeps_the_rules_passes_and_what_no_entry_covers_is_only_worth_knowing()
    {
        _shell.Run($"Enable-KlpPatch -Path '{Patch("/sys/kernel/livepatch/<patch>/enabled", "testing")}' -AbiPolicy Refuse");
        Assert.Empty(_shell.Host.Errors.Select(error => error.ToString()).Concat(_shell.Host.Messages.Select(message => message.Text)));
        _shell.Run($"$null = New-KlpKernel -Path small -Name test -Overwrite; Enable-KlpPatch -Path '{Patch("/sys/class/kettle/<k>/heat", "testing")}' -AbiPolicy Refuse -Verbose");
        Assert.Contains(_shell.Host.Messages, message => message.Text.Contains("ABI072 in patch 'touching'", StringComparison.Ordinal));
        Assert.Empty(_shell.Host.Errors);
    }

    [Fact]
    public void A_rehearsal_says_it_too()
    {
        string patch = Patch("/sys/kernel/livepatch/<patch>/enabled", "removed");
        _shell.Run($"Enable-KlpPatch -Path '{patch}' -WhatIf");
        Assert.Single(Warnings());
        Assert.Equal("AbiPolicyRefused", _shell.ErrorId($"Enable-KlpPatch -Path '{patch}' -WhatIf -AbiPolicy Refuse"));
        Assert.Empty(_shell.Run("Get-KlpModule"));
    }

    [Fact]
    public void A_patch_that_is_registered_already_is_checked_when_it_is_enabled()
    {
        _shell.Run($"Register-KlpPatch -Path '{Patch("/sys/kernel/livepatch/<patch>/enabled", "removed")}' -AbiPolicy Ignore");
        Assert.Equal("AbiPolicyRefused", _shell.ErrorId("Enable-KlpPatch touching -AbiPolicy Refuse"));
        Assert.Equal("Disabled", _shell.Text("(Get-KlpPatch touching).State"));
        _shell.Run("Enable-KlpPatch touching");
        Assert.Single(Warnings());
        _shell.Run("Enable-KlpPatch touching -AbiPolicy Refuse");
        Assert.Empty(_shell.Host.Errors);
    }

    [Fact]
    public void What_was_imported_last_holds()
    {
        string tree = Path.Combine(_folder, "ABI", "stable");
        Directory.CreateDirectory(tree);
        File.WriteAllText(Path.Combine(tree, "a"), "What: /sys/kernel/livepatch/<patch>/enabled\nDate: Nov 2014\nDescription: X\n");
        string patch = Patch("/sys/kernel/livepatch/<patch>/enabled", "testing");
        _shell.Run($"$null = Import-KlpAbi '{Path.GetDirectoryName(tree)}'; Enable-KlpPatch -Path '{patch}' -WhatIf");
        Assert.Contains("ABI071", Assert.Single(Warnings()), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "other.json"), "[]");
        _shell.Run($"$null = '{_folder}/other.json', '{Path.GetDirectoryName(tree)}' | Import-KlpAbi; Enable-KlpPatch -Path '{patch}' -WhatIf");
        Assert.Single(Warnings());
        _shell.Run($"$null = Import-KlpAbi '{_folder}/other.json'; Enable-KlpPatch -Path '{patch}' -WhatIf");
        Assert.Empty(Warnings());
    }

    [Fact]
    public void What_was_imported_last_is_what_the_others_take_and_before_it_the_manifests()
    {
        Assert.Contains("manifests", _shell.Text("(Get-KlpAbi /sys/kernel/livepatch/*/enabled)[0].File"), StringComparison.Ordinal);
        string tree = Path.Combine(_folder, "ABI", "stable");
        Directory.CreateDirectory(tree);
        File.WriteAllText(Path.Combine(tree, "a"), "What: /sys/a\n\t/sys/b\nDescription: X\n");
        _shell.Run($"$null = Import-KlpAbi '{Path.GetDirectoryName(tree)}' -WhatIf");
        Assert.Equal("16", _shell.Text("(Get-KlpAbi).Count"));
        Assert.Equal("1 1", _shell.Text($"Import-KlpAbi '{Path.GetDirectoryName(tree)}' | ForEach-Object {{ \"$($_.NameCount) $($_.ContinuedNameCount)\" }}"));
        Assert.Equal("stable/a", _shell.Text("(Get-KlpAbi).File"));
        Assert.Equal("stable/a", _shell.Text("(Get-KlpAbiFinding -Strict -Rule ABI023).File"));
    }

    [Fact]
    public void A_manifest_that_breaks_a_rule_is_warned_of_or_not_right()
    {
        string patch = Patch("/sys/kernel/livepatch/<patch>/enabled", "removed");
        Assert.Equal("True", _shell.Text($"Test-KlpManifest '{patch}'"));
        Assert.Contains("ABI070", Assert.Single(Warnings()), StringComparison.Ordinal);
        Assert.Equal("False", _shell.Text($"Test-KlpManifest '{patch}' -AbiPolicy Refuse"));
        Assert.Empty(Warnings());
        Assert.Equal("True", _shell.Text($"Test-KlpManifest '{patch}' -AbiPolicy Ignore"));
        Assert.Empty(Warnings());
        Assert.Equal("True", _shell.Text("Test-KlpManifest livepatch -AbiPolicy Refuse"));
    }

    [Fact]
    public void A_patch_shows_what_it_touches()
    {
        _shell.Run($"Enable-KlpPatch -Path '{Patch("/sys/kernel/livepatch/<patch>/enabled", "testing")}'; Enable-KlpPatch first");
        Assert.Equal(["/sys/kernel/livepatch/<patch>/enabled", "Testing"], _shell.Texts("(Get-KlpPatch touching).Abi.What; (Get-KlpPatch touching).Abi.Level"));
        Assert.Equal("0", _shell.Text("(Get-KlpPatch first).Abi.Count"));
        Assert.Contains(_shell.Shown("Get-KlpPatch touching | Format-List"), line => line.EndsWith("/sys/kernel/livepatch/<patch>/enabled (Testing)", StringComparison.Ordinal));
    }

    private string[] Warnings() => [.. _shell.Host.Messages.Where(message => message.Stream == KlpShell.Engine.Stream.Warning).Select(message => message.Text)];

    private string Patch(string what, string level)
    {
        string path = Path.Combine(_folder, "touching.yaml");
        File.WriteAllText(path, $$"""
            kind: Livepatch
            name: touching
            objects:
              - name: vmlinux
                functions:
                  - old_name: cmdline_proc_show
                    body:
                      - return: 0
            abi:
              - what: "{{what}}"
                level: {{level}}
                description: ""

            """);
        return path;
    }
}
