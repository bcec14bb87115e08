using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using KlpShell.Cmdlets.Tests.Contract;
using KlpShell.Cmdlets.Tests.Engine;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>With -WhatIf every cmdlet that changes something says so, and changes nothing: no kernel, no file, nothing of the session.</summary>
[Collection(nameof(InAFolder))]
public sealed class WhatIfTests : IDisposable
{
    // What to do first, and the line that changes something.
    private static readonly Dictionary<string, (string First, string Line)> s_lines = new()
    {
        ["Add-KlpModule"] = ("", "Add-KlpModule tgt_mod"),
        ["Checkpoint-KlpKernel"] = ("", "Checkpoint-KlpKernel one"),
        ["Clear-KlpLog"] = ("Write-KlpLog something", "Clear-KlpLog"),
        ["Complete-KlpTransition"] = ("Add-KlpModule sleeper_mod; New-KlpTask reader sleeper_deep_show; Enable-KlpPatch busy_function", "Complete-KlpTransition -Force"),
        ["Disable-KlpPatch"] = ("Enable-KlpPatch livepatch_sample; Wait-KlpPatch", "Disable-KlpPatch livepatch_sample"),
        ["Enable-KlpPatch"] = ("", "Enable-KlpPatch livepatch_sample"),
        ["Export-KlpAbi"] = ("", "Export-KlpAbi exported"),
        ["Export-KlpManifest"] = ("", $"Export-KlpManifest '{Path.Combine(Places.Root, "tests", "Pester", "modules", "before.ko")}' fix.yaml"),
        ["Export-KlpTimeline"] = ("Enable-KlpPatch livepatch_sample", "Export-KlpTimeline rollout.svg"),
        ["Import-KlpAbi"] = ("", "Import-KlpAbi sysfs-kernel-fix"),
        ["Import-KlpHost"] = ("", $"Import-KlpHost '{Path.Combine(Places.Root, "tests", "Pester", "hosts", "debian-6.12-stuck.tar.gz")}'"),
        ["Invoke-KlpFunction"] = ("Add-KlpModule pair_mod", "Invoke-KlpFunction pair_show"),
        ["Move-KlpAbi"] = ("Export-KlpAbi exported", "Import-KlpAbi exported -Confirm:$false | Get-KlpAbi */livepatch/*/replace | Move-KlpAbi -To Stable"),
        ["New-KlpKernel"] = ("", "New-KlpKernel 4.1 -Name other"),
        ["New-KlpManifest"] = ("", "New-KlpManifest fix -Function cmdline_proc_show -Path fix.yaml"),
        ["New-KlpTask"] = ("", "New-KlpTask worker -Stack cmdline_proc_show"),
        ["Register-KlpPatch"] = ("$null = New-KlpKernel 4.1", "Register-KlpPatch livepatch_sample"),
        ["Remove-KlpKernel"] = ("$null = New-KlpKernel 4.1 -Name old", "Remove-KlpKernel old"),
        ["Remove-KlpModule"] = ("Add-KlpModule tgt_mod", "Remove-KlpModule tgt_mod"),
        ["Remove-KlpTask"] = ("New-KlpTask worker -Stack cmdline_proc_show", "Remove-KlpTask worker"),
        ["Restore-KlpKernel"] = ("$null = Checkpoint-KlpKernel; Step-KlpKernel", "Restore-KlpKernel"),
        ["Select-KlpKernel"] = ("$null = New-KlpKernel 4.1 -Name old", "Select-KlpKernel main"),
        ["Set-KlpFunctionBody"] = ("", "Set-KlpFunctionBody cmdline_proc_show { 1 }"),
        ["Set-KlpShadowVariable"] = ("", "Set-KlpShadowVariable 0xffff888000001000 1 42"),
        ["Set-KlpSysfs"] = ("Enable-KlpPatch livepatch_sample; Wait-KlpPatch", "Set-KlpSysfs livepatch_sample/enabled 0"),
        ["Set-KlpTask"] = ("", "Set-KlpTask cron -ReliableStack:$false"),
        ["Step-KlpKernel"] = ("", "Step-KlpKernel"),
        ["Unregister-KlpPatch"] = ("$null = New-KlpKernel 4.1; Register-KlpPatch livepatch_sample", "Unregister-KlpPatch livepatch_sample"),
        ["Wait-KlpPatch"] = ("Add-KlpModule sleeper_mod; New-KlpTask reader sleeper_show; Enable-KlpPatch busy_function", "Wait-KlpPatch -Timeout 60"),
        ["Write-KlpLog"] = ("", "Write-KlpLog something"),
    };

    private static readonly string[] s_looks = ["Get-KlpPatch", "Get-KlpModule", "Get-KlpTask", "Get-KlpLog", "Get-KlpSysfs -Recurse", "Get-KlpSysfs /sys/module -Recurse", "Get-KlpFunction", "Get-KlpFunction cmdline_proc_show", "Get-KlpTrampoline"];

    private readonly string _folder = Directory.CreateTempSubdirectory("klp-whatif").FullName;
    private readonly ModuleShell _shell = new(false);

    public static IEnumerable<object[]> All => Shipped.Cmdlets.Where(type => Shipped.Attribute(type).SupportsShouldProcess).Select(type => new object[] { Shipped.Name(type) });

    public void Dispose()
    {
        Directory.SetCurrentDirectory(Places.Root);
        Directory.Delete(_folder, true);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_is_said_and_not_done(string cmdlet)
    {
        Assert.True(s_lines.TryGetValue(cmdlet, out (string First, string Line) line), $"{cmdlet} changes something: give it a line in this test");
        File.WriteAllText(Path.Combine(_folder, "sysfs-kernel-fix"), "What:\t\t/sys/kernel/fix\nDate:\t\tNov 2014\nKernelVersion:\t3.19\nContact:\tnobody@example.org\nDescription:\n\t\tA file.\n");
        File.WriteAllText(Path.Combine(_folder, "touch.yaml"), "kind: Livepatch\nname: touch\nobjects:\n  - name: vmlinux\n    functions:\n      - old_name: cmdline_proc_show\n        body: []\nabi:\n  - what: /sys/kernel/fix\n    level: stable\n");
        Do($"Set-Location '{_folder}'; $null = New-KlpKernel -Name main; {line.First}");
        string before = State();
        _shell.Host.Messages.Clear();
        Do(line.Line + " -WhatIf");
        Assert.Contains(_shell.Host.Messages, message => message.Text.Contains("What if: ", StringComparison.Ordinal));
        Assert.Equal(before, State());
        Do(line.Line + " -Confirm:$false");
        Assert.NotEqual(before, State());
    }

    private void Do(string text)
    {
        _shell.Run(text);
        Assert.Empty(_shell.Host.Errors);
    }

    // All that can be seen of the session: its kernels, what is in each, what live patches are held against, and the files of the folder.
    private string State()
    {
        StringBuilder state = new(_shell.Text("@(Get-KlpKernel) | ConvertTo-Json -Depth 8"));
        foreach (string kernel in _shell.Texts("(Get-KlpKernel).Name"))
        {
            foreach (string look in s_looks) state.Append(_shell.Text($"@({look} -Kernel '{kernel}' -ErrorAction SilentlyContinue) | ConvertTo-Json -Depth 8 | Out-String"));
            state.Append(_shell.Text($"@(Get-KlpShadowVariable -Kernel '{kernel}' -ErrorAction SilentlyContinue) | ConvertTo-Json -Depth 8 | Out-String"));
        }

        state.Append(_shell.Text("Test-KlpManifest touch.yaml -AbiPolicy Refuse"));
        foreach (string file in Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)) state.Append(file).Append(File.ReadAllText(file));
        return state.ToString();
    }
}
