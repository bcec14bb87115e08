BeforeDiscovery {
    $histories = @(
        @{ Case = 'nothing'; Kernel = 'debian-6.12'; Do = { } }
        @{ Case = 'a patch, its call, a step'; Kernel = 'debian-6.12'; Do = { Enable-KlpPatch livepatch_sample -Wait; $null = Invoke-KlpFunction cmdline_proc_show; Step-KlpKernel 2.5 } }
        @{ Case = 'a transition under way'; Kernel = 'debian-6.12'; Do = { Add-KlpModule sleeper_mod; $null = New-KlpTask reader sleeper_deep_show; Enable-KlpPatch busy_function; Step-KlpKernel 3.5 } }
        @{ Case = 'a forced transition, and what is left of it'; Kernel = 'debian-6.1'; Do = { Add-KlpModule sleeper_mod; $null = New-KlpTask reader sleeper_deep_show; Enable-KlpPatch busy_function; Complete-KlpTransition -Force -Confirm:$false; Wait-KlpPatch } }
        @{ Case = 'callbacks, a late module, a replacement'; Kernel = 'debian-6.12'; Do = { Enable-KlpPatch callbacks -Wait; Add-KlpModule tgt_mod; Enable-KlpPatch cumulative_v2 -Wait; Remove-KlpModule callbacks } }
        @{ Case = 'refusals and taint'; Kernel = 'debian-6.12'; Do = { Enable-KlpPatch of_data, of_nothing, callbacks -Parameter @{ refuse = 1 } -ErrorAction Ignore } }
        @{ Case = 'tasks, shadow variables, a cleared log'; Kernel = 'debian-6.12'; Do = { $null = New-KlpTask many -Stack cmdline_proc_show -Count 300; Set-KlpTask many -ReliableStack:$false; Set-KlpShadowVariable 0x1000 7 text; Write-KlpLog gone; Clear-KlpLog; Write-KlpLog here } }
        @{ Case = 'two patches of one function'; Kernel = 'original-3.19.8'; Do = { Enable-KlpPatch kpatch_style, kgraft_style; Disable-KlpPatch kpatch_style } }
        @{ Case = 'registering by hand'; Kernel = 'original-3.19.8'; Do = { Register-KlpPatch livepatch_sample; Register-KlpPatch livepatch_sample -ErrorAction Ignore; Enable-KlpPatch livepatch_sample; Disable-KlpPatch livepatch_sample; Unregister-KlpPatch livepatch_sample } }
        @{ Case = 'a func stack, ftrace off'; Kernel = 'linux-4.1'; Do = { Enable-KlpPatch livepatch_sample, two_functions; Set-KlpSysfs /proc/sys/kernel/ftrace_enabled 0; Disable-KlpPatch two_functions } }
        @{ Case = 'faults, one of which has struck, and a module''s own probe'; Kernel = 'debian-6.12-ftrace-fails'; Do = { Enable-KlpPatch cumulative_v2 -ErrorAction Ignore; Add-KlpModule kprobe_post } }
        @{ Case = 'a kernel whose symbols stand in its manifest'; Kernel = 'small'; Do = { Enable-KlpPatch first, second; Disable-KlpPatch second } }
    )
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    function Get-Everything {
        Get-KlpLog -Raw
        Get-KlpSysfs /sys -Recurse | ForEach-Object { "$($_.Path) $($_.Mode) $($_.Value)" }
        Get-KlpTask | ForEach-Object { "$($_.ProcessId) $($_.Command) $($_.State) $($_.PatchState) $($_.SwitchPending) $($_.ReliableStack) $($_.Stack)" }
        Get-KlpModule | ForEach-Object { "$($_.Name) $($_.State) $($_.RefCount) $($_.Address) $($_.UsedBy)" }
        Get-KlpPatch | ForEach-Object { "$($_.Name) $($_.State) $($_.Phase) $($_.Forced) $($_.Cves) $($_.Description)" }
        Get-KlpFunction | ForEach-Object { "$($_.Name) $($_.Address) $($_.State) $($_.Winner) $($_.EntryBytes) $($_.Hooks) $($_.FuncStack)" }
        if ((Get-KlpKernel -Current).Release -like '6*') { Get-KlpShadowVariable | ForEach-Object { "$($_.Address) $($_.Id) $($_.Data)" } }
        $kernel = Get-KlpKernel -Current
        "$($kernel.Time) $($kernel.TaintLetters) $($kernel.SymbolCount) $($kernel.TraceableCount) $($kernel.Vermagic) $($kernel.UnameRelease)"
        $kernel.Faults | ForEach-Object { "$($_.Place) $($_.Struck) $($_.Calls)" }
    }

    # What is done after either: the same must come of it.
    function Invoke-Future {
        Step-KlpKernel 20
        Enable-KlpPatch two_functions -ErrorAction Ignore -WarningAction Ignore
        Add-KlpModule tgt_mod -ErrorAction Ignore
        $null = New-KlpTask later -ErrorAction Ignore
        $null = Invoke-KlpFunction cmdline_proc_show
        Step-KlpKernel 5
        Disable-KlpPatch * -ErrorAction Ignore -WarningAction Ignore
        Step-KlpKernel 5
    }
}

Describe 'A checkpoint in a file' {
    It 'gives the kernel again: <Case>, on <Kernel>' -ForEach $histories {
        $null = New-KlpKernel -Path $Kernel -Name saved -Overwrite
        & $Do
        $file = Join-Path $TestDrive saved.klp
        (Checkpoint-KlpKernel -Path $file -Overwrite).Path | Should -Be $file
        $before = Get-Everything
        Invoke-Future
        $future = Get-Everything
        Remove-KlpKernel saved
        (Restore-KlpKernel -Path $file -PassThru).Name | Should -Be saved
        Get-Everything | Should -Be $before
        Invoke-Future
        Get-Everything | Should -Be $future
    }
    It 'gives the kernel again that is in the state of a captured host: <_>' -ForEach debian-6.12-stuck, debian-6.12-stacked, debian-6.1-stuck {
        $null = Import-KlpHost (Join-Path $PSScriptRoot "hosts/$_.tar.gz") -Name captured -Overwrite
        Step-KlpKernel 1
        $file = Join-Path $TestDrive captured.klp
        $null = Checkpoint-KlpKernel -Path $file -Overwrite
        $symbols = Get-KlpSymbol | ForEach-Object { "$($_.Address) $($_.Type) $($_.Name) $($_.Module) $($_.Size)" }
        $before = Get-Everything
        Disable-KlpPatch * -ErrorAction Ignore -WarningAction Ignore
        Step-KlpKernel 20
        $future = Get-Everything
        Remove-KlpKernel captured
        (Restore-KlpKernel -Path $file -PassThru).Name | Should -Be captured
        Get-Everything | Should -Be $before
        Get-KlpSymbol | ForEach-Object { "$($_.Address) $($_.Type) $($_.Name) $($_.Module) $($_.Size)" } | Should -Be $symbols
        Disable-KlpPatch * -ErrorAction Ignore -WarningAction Ignore
        Step-KlpKernel 20
        Get-Everything | Should -Be $future
    }
    It 'is read in its first version, too' {
        Restore-KlpKernel -Path (Join-Path $PSScriptRoot checkpoints/version-1.klp) -Kernel (New-KlpKernel -Path small -Name first -Overwrite).Name
        (Get-KlpPatch -Kernel first).Name | Should -Be first
    }
    It 'works for a kernel that came out of one, and for another session' {
        $null = New-KlpKernel -Path debian-6.12 -Name saved -Overwrite
        Enable-KlpPatch livepatch_sample -Wait
        $null = Checkpoint-KlpKernel -Path (Join-Path $TestDrive a.klp)
        Restore-KlpKernel -Path (Join-Path $TestDrive a.klp)
        Step-KlpKernel 1
        $null = Checkpoint-KlpKernel -Path (Join-Path $TestDrive b.klp)
        $said = pwsh -NoProfile -NonInteractive -Command "Import-Module '$Root/KlpShell.psd1'; Restore-KlpKernel -Path '$TestDrive/b.klp'; (Get-KlpPatch).Name; (Get-KlpKernel -Current).Time.TotalSeconds"
        $said | Should -Be 'livepatch_sample', "$((Get-KlpKernel -Current).Time.TotalSeconds)"
    }
    It 'takes another kernel''s place where one is named' {
        $null = New-KlpKernel -Path small -Name one -Overwrite
        Enable-KlpPatch first
        $null = Checkpoint-KlpKernel -Path (Join-Path $TestDrive one.klp)
        $null = New-KlpKernel -Path small -Name other -Overwrite
        Restore-KlpKernel -Path (Join-Path $TestDrive one.klp) -Kernel other
        (Get-KlpPatch -Kernel other).Name | Should -Be first
    }
    It 'does nothing with -WhatIf, and takes no file''s place unasked' {
        $null = New-KlpKernel -Path small -Name one -Overwrite
        $file = Join-Path $TestDrive whatif.klp
        Checkpoint-KlpKernel -Path $file -WhatIf | Should -BeNullOrEmpty
        Test-Path $file | Should -BeFalse
        $null = Checkpoint-KlpKernel -Path $file
        Enable-KlpPatch first
        Restore-KlpKernel -Path $file -WhatIf
        (Get-KlpPatch).Name | Should -Be first
        (Get-OnlyError { Checkpoint-KlpKernel -Path $file })[0].FullyQualifiedErrorId | Should -BeLike 'CheckpointFileExists,*'
    }
}

Describe 'A checkpoint file that isn''t right' {
    BeforeAll {
        Get-KlpKernel | Remove-KlpKernel
        $null = New-KlpKernel -Path small -Name one -Overwrite
        Enable-KlpPatch first
        $good = Join-Path $TestDrive good.klp
        $null = Checkpoint-KlpKernel -Path $good
        $bytes = [IO.File]::ReadAllBytes($good)
        Step-KlpKernel 1
    }
    It 'is refused, and nothing changes: <Case>' -ForEach @(
        @{ Case = 'it isn''t there'; Id = 'CheckpointUnreadable'; Change = { $null } }
        @{ Case = 'empty'; Id = 'NotACheckpoint'; Change = { , [byte[]]::new(0) } }
        @{ Case = 'something else'; Id = 'NotACheckpoint'; Change = { , [Text.Encoding]::ASCII.GetBytes("kind: Kernel`n" * 50) } }
        @{ Case = 'of a newer version'; Id = 'CheckpointTooNew'; Change = { param($bytes) $bytes[20] = [byte][char]'7'; , $bytes } }
        @{ Case = 'of no version'; Id = 'CheckpointDamaged'; Change = { param($bytes) $bytes[20] = [byte][char]'x'; , $bytes } }
        @{ Case = 'cut off in the middle'; Id = 'CheckpointDamaged'; Change = { param($bytes) , $bytes[0..([int]($bytes.Length / 2))] } }
        @{ Case = 'cut off in its head'; Id = 'CheckpointDamaged'; Change = { param($bytes) , $bytes[0..40] } }
        @{ Case = 'one byte less'; Id = 'CheckpointDamaged'; Change = { param($bytes) , $bytes[0..($bytes.Length - 2)] } }
        @{ Case = 'one byte more'; Id = 'CheckpointDamaged'; Change = { param($bytes) , ($bytes + [byte]0) } }
        @{ Case = 'one bit flipped'; Id = 'CheckpointDamaged'; Change = { param($bytes) $bytes[$bytes.Length - 9] = $bytes[$bytes.Length - 9] -bxor 4; , $bytes } }
    ) {
        $file = Join-Path $TestDrive bad.klp
        Remove-Item $file -ErrorAction Ignore
        $changed = & $Change ([byte[]] $bytes.Clone())
        if ($null -ne $changed) { [IO.File]::WriteAllBytes($file, [byte[]] $changed) }
        $log = Get-KlpLog -Raw
        $errors = Get-OnlyError { Restore-KlpKernel -Path $file }
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -Be "$Id,KlpShell.Commands.RestoreKlpKernelCommand"
        (Get-KlpKernel).Name | Should -Be one
        (Get-KlpKernel -Current).Time.TotalSeconds | Should -Be 5
        Get-KlpLog -Raw | Should -Be $log
    }
    It 'leaves nothing half written behind' {
        $errors = Get-OnlyError { Checkpoint-KlpKernel -Path (Join-Path $TestDrive nowhere/a.klp) }
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'CheckpointNotWritten,*'
        Get-ChildItem $TestDrive -Filter *.tmp | Should -BeNullOrEmpty
    }
}
