BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'Enable-KlpPatch -Wait' {
    BeforeEach {
        $null = New-KlpKernel -Path debian-6.12 -Name rollout -Overwrite
        Add-KlpModule sleeper_mod
    }
    It 'waits until the patch is in place' {
        $patch = Enable-KlpPatch livepatch_sample -Wait -PassThru
        $patch.Phase | Should -Be Enabled
        (Get-KlpStatus).Transition | Should -BeNullOrEmpty
    }
    It 'rolls back, with the reasons as an error and as an object, and takes the module out again' {
        $task = New-KlpTask reader sleeper_deep_show
        $rollout = Enable-KlpPatch busy_function -Wait -Timeout 15 -Rollback -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -Be 'TransitionRolledBack,KlpShell.Commands.EnableKlpPatchCommand'
        $errors[0].Exception.BlockingTasks.ProcessId | Should -Be $task.ProcessId
        $rollout | Should -BeOfType KlpShell.RolloutInfo
        $rollout.Outcome | Should -Be RolledBack
        $rollout.StalledTasks.Stack | Should -Be 'sleeper_deep_wait+0x0/0x20 [sleeper_mod]', 'sleeper_deep_show+0x0/0x20 [sleeper_mod]'
        $rollout.ModuleRemoved | Should -BeTrue
        Get-KlpPatch | Should -BeNullOrEmpty
        (Get-KlpModule).Name | Should -Be sleeper_mod
        Get-KlpSysfs '/sys/kernel/livepatch/*' | Should -BeNullOrEmpty
    }
    It 'leaves the transition where it is without -Rollback' {
        $null = New-KlpTask reader sleeper_deep_show
        Enable-KlpPatch busy_function -Wait -Timeout 5 -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'TransitionTimedOut,*'
        (Get-KlpStatus).Transition.Patch | Should -Be busy_function
        (Get-KlpStatus).ExitCode | Should -Be 1
    }
    It 'waits for one that is on its way already, with a warning' {
        $null = New-KlpTask reader sleeper_show
        Enable-KlpPatch busy_function
        Enable-KlpPatch busy_function -Wait -Timeout 60 -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -BeLike '*enabled already*'
        (Get-KlpPatch busy_function).Phase | Should -Be Enabled
    }
    It 'does none of it with -WhatIf' {
        $null = New-KlpTask reader sleeper_deep_show
        Enable-KlpPatch busy_function -Wait -Rollback -WhatIf
        Get-KlpPatch | Should -BeNullOrEmpty
        (Get-KlpKernel -Current).Time.TotalSeconds | Should -Be 4
    }
    It 'says how far it is, as little as a person needs' {
        $shell = [powershell]::Create().AddScript("Import-Module '$Root/KlpShell.psd1'; `$null = New-KlpKernel -Path debian-6.12; Add-KlpModule sleeper_mod; `$null = New-KlpTask reader sleeper_deep_show; Enable-KlpPatch busy_function -Wait -Timeout 600 -ErrorAction SilentlyContinue")
        $null = $shell.Invoke()
        $shell.Streams.Progress.Count | Should -BeIn (2..101)
        $shell.Streams.Progress[1].Activity | Should -Be "Waiting for patch 'busy_function'"
    }
    It 'goes back to an older cumulative patch by enabling that' {
        Enable-KlpPatch cumulative_v1 -Wait
        Enable-KlpPatch cumulative_v2 -Wait
        (Get-KlpStatus).Cves | Should -Be CVE-2024-0001, CVE-2024-0002
        Enable-KlpPatch cumulative_v1 -Wait
        (Get-KlpPatch).Name | Should -Be cumulative_v1
        (Get-KlpStatus).Cves | Should -Be CVE-2024-0001
        (Get-KlpSysfs /proc/cmdline).Value | Should -Be 'cumulative, version 1'
        (Get-KlpFunction loadavg_proc_show).State | Should -Be Original
        Remove-KlpModule cumulative_v2
    }
}

Describe 'Disable-KlpPatch -Wait' {
    BeforeEach {
        $null = New-KlpKernel -Path debian-6.12 -Name disabling -Overwrite
        $manifest = Join-Path $TestDrive 'sleepy.yaml'
        Set-Content $manifest "kind: Livepatch`nname: sleepy`nobjects:`n  - name: vmlinux`n    functions:`n      - old_name: cmdline_proc_show`n        body:`n          - sleep: 100000"
        Enable-KlpPatch -Path $manifest -Wait
    }
    It 'waits until the patch is gone, so that its module can go' {
        Disable-KlpPatch sleepy -Wait
        Get-KlpPatch | Should -BeNullOrEmpty
        Remove-KlpModule sleepy
        Get-KlpModule | Should -BeNullOrEmpty
    }
    It 'puts it back in place where somebody sleeps in it, with the reasons' {
        $task = New-KlpTask reader cmdline_proc_show
        $rollout = Disable-KlpPatch sleepy -Wait -Timeout 5 -Rollback -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors[0].FullyQualifiedErrorId | Should -Be 'TransitionRolledBack,KlpShell.Commands.DisableKlpPatchCommand'
        $rollout.StalledTasks.ProcessId | Should -Be $task.ProcessId
        (Get-KlpPatch sleepy).Phase | Should -Be Enabled
    }
    It 'does none of it with -WhatIf' {
        Disable-KlpPatch sleepy -Wait -WhatIf
        (Get-KlpPatch sleepy).Phase | Should -Be Enabled
    }
}

Describe 'Get-KlpStatus' {
    BeforeEach {
        $null = New-KlpKernel -Path debian-6.12 -Name status -Overwrite
        Add-KlpModule sleeper_mod
    }
    It 'is healthy, and exits 0' {
        Enable-KlpPatch cumulative_v1 -Wait
        $status = Get-KlpStatus
        $status.Verdict | Should -Be Healthy
        $status.ExitCode | Should -Be 0
        $status.Functions[0].Winner | Should -Be cumulative_v1
    }
    It 'counts a CVE as mended when the transition is over, and not before' {
        $null = New-KlpTask cat -Stack cmdline_proc_show -Sleep Uninterruptible
        Enable-KlpPatch cumulative_v1
        (Get-KlpStatus).Cves | Should -BeNullOrEmpty
        (Get-KlpStatus).PendingCves | Should -Be CVE-2024-0001
        (Get-KlpStatus).StalledTasks.Stack | Should -BeLike 'cmdline_proc_show+*'
        Complete-KlpTransition -Force -Confirm:$false
        Wait-KlpPatch
        (Get-KlpStatus).Cves | Should -Be CVE-2024-0001
    }
    It 'tells of patches that tasks were forced out of' {
        $null = New-KlpTask cat -Stack cmdline_proc_show -Sleep Uninterruptible
        Enable-KlpPatch livepatch_sample
        Disable-KlpPatch livepatch_sample -ErrorAction Ignore
        Enable-KlpPatch livepatch_sample -ErrorAction Ignore
        Complete-KlpTransition -Force -Confirm:$false
        Wait-KlpPatch
        $null = New-KlpTask cat -Stack livepatch_sample:livepatch_cmdline_proc_show -Sleep Uninterruptible
        Disable-KlpPatch livepatch_sample
        Complete-KlpTransition -Force -Confirm:$false
        Wait-KlpPatch
        (Get-KlpStatus).ForcedPatches | Should -Be livepatch_sample
    }
}
