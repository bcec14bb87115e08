BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'New-, Get- and Remove-KlpTask' {
    BeforeEach { $null = New-TestKernel; Add-KlpModule sleeper }
    It 'starts in a function, sleeps there, and goes on as time passes' {
        $task = New-KlpTask napper nap
        $task | Should -BeOfType KlpShell.TaskInfo
        $task.State | Should -Be Uninterruptible
        $task.Stack[0] | Should -BeLike 'nap+*sleeper*'
        Step-KlpKernel 2
        $after = $task | Get-KlpTask
        $after.State | Should -Be User
        $after.Result | Should -Be 3
    }
    It 'waits until a parameter is true' {
        $task = New-KlpTask waiter wait_for_go
        $task.WaitsFor | Should -Be sleeper.go
        (Get-KlpStatus).WaitingTasks.Command | Should -Be waiter
        Set-KlpSysfs /sys/module/sleeper/parameters/go 1
        Step-KlpKernel 0
        (Get-KlpTask waiter).Result | Should -Be 7
    }
    It 'takes functions from the pipeline, and makes nothing with -WhatIf' {
        (Get-KlpFunction nap | New-KlpTask piped).Stack[0] | Should -BeLike 'nap+*'
        (New-KlpTask never nap -WhatIf).Command | Should -Be never
        Get-KlpTask never* | Should -BeNullOrEmpty
        (New-KlpTask plain -TaskKind KernelThread).Kind | Should -Be KernelThread
    }
    It 'removes by name, id and object, but no idle task' {
        $null = New-KlpTask one
        $two = New-KlpTask two
        Remove-KlpTask one -WhatIf
        (Get-KlpTask one).Command | Should -Be one
        Remove-KlpTask one
        $two | Remove-KlpTask
        Get-KlpTask one*, two* | Should -BeNullOrEmpty
        (Get-OnlyError { Remove-KlpTask 0 })[0].FullyQualifiedErrorId | Should -BeLike 'TaskIsIdle,*'
        (Get-OnlyError { Remove-KlpTask none })[0].FullyQualifiedErrorId | Should -BeLike 'TaskNotFound,*'
        (Get-OnlyError { Get-KlpTask 4711 })[0].FullyQualifiedErrorId | Should -BeLike 'TaskNotFound,*'
    }
    It 'is busy while it is in a function' {
        $null = New-KlpTask napper nap
        (Get-OnlyError { Invoke-KlpFunction cmdline_proc_show -Task napper })[0].FullyQualifiedErrorId | Should -BeLike 'TaskBusy,*'
        (Get-KlpTask init | Invoke-KlpFunction cmdline_proc_show).ProcessId | Should -Be (Get-KlpTask init).ProcessId
    }
}

Describe 'Get-KlpStatus' {
    It 'is healthy, and says what is patched, by whom, for which CVE' {
        $null = New-TestKernel
        (Get-KlpStatus).Verdict | Should -Be Healthy
        Enable-KlpPatch first
        $status = Get-KlpStatus
        $status.Verdict | Should -Be Healthy
        $status.Cves | Should -Be CVE-2014-0001
        $status.Functions.Winner | Should -Be first
        $status.TaintLetters | Should -Be OK
    }
    It 'sees a patch that loses, and ftrace turned off' {
        $null = New-TestKernel
        Enable-KlpPatch first, second
        (Get-KlpStatus).Problems | Should -BeLike '*second*first wins*'
        Set-KlpSysfs /proc/sys/kernel/ftrace_enabled 0
        $status = Get-KlpStatus
        $status.FtraceEnabled | Should -BeFalse
        $status.Problems.Count | Should -Be 2
        (Get-KlpSysfs /proc/cmdline).Value | Should -Be quiet
    }
    It 'sees old and new code of one patch run together, and the author''s word on it' {
        $null = New-KlpKernel -Path debian-6.12-first-commit -Name mixed -Overwrite
        Add-KlpModule pair_mod
        $null = New-KlpTask reader pair_show
        Enable-KlpPatch two_functions
        Step-KlpKernel 3
        $status = Get-KlpStatus
        $status.MixedExecutions.Count | Should -Be 1
        $status.MixedExecutions[0].Old | Should -Be pair_reserve
        $status.MixedExecutions[0].New | Should -Be pair_commit
        $status.MixedExecutions[0].SafeBecause | Should -Be 'pair_commit: conditional_check'
        $status.Verdict | Should -Be Healthy
    }
}
