BeforeDiscovery {
    $kernels = 'original-3.19.8', 'linux-4.1', 'debian-6.1', 'debian-6.12'
    $cases = @(
        @{ Case = 'a patch'; Name = 'livepatch_sample' }
        @{ Case = 'a patch that is on'; Before = { Enable-KlpPatch livepatch_sample }; Name = 'livepatch_sample' }
        @{ Case = 'a patch that is on, strictly'; Before = { Enable-KlpPatch livepatch_sample }; Name = 'livepatch_sample'; With = @{ Strict = $true } }
        @{ Case = 'two functions'; Name = 'two_functions' }
        @{ Case = 'addresses and relocations'; Name = 'kpatch_style' }
        @{ Case = 'a second patch of a function'; Before = { Enable-KlpPatch kpatch_style -ErrorAction Ignore; Step-KlpKernel 5 }; Name = 'kgraft_style' }
        @{ Case = 'callbacks'; Name = 'callbacks' }
        @{ Case = 'a callback that refuses'; Name = 'callbacks'; With = @{ Parameter = @{ refuse = 1 } } }
        @{ Case = 'an object that isn''t loaded'; Name = 'late_module' }
        @{ Case = 'a module that comes later'; Before = { Enable-KlpPatch late_module; Step-KlpKernel 5 }; Operation = 'Load'; Name = 'tgt_mod' }
        @{ Case = 'a module that a callback turns away'; Before = { Enable-KlpPatch callbacks; Step-KlpKernel 5; Set-KlpSysfs /sys/module/callbacks/parameters/refuse 1 }; Operation = 'Load'; Name = 'tgt_mod' }
        @{ Case = 'a cumulative patch'; Before = { Enable-KlpPatch livepatch_sample; Step-KlpKernel 5 }; Name = 'cumulative_v1' }
        @{ Case = 'the next cumulative patch'; Before = { Enable-KlpPatch cumulative_v1; Step-KlpKernel 5 }; Name = 'cumulative_v2' }
        @{ Case = 'a downgrade'; Before = { Enable-KlpPatch cumulative_v1; Step-KlpKernel 5; Enable-KlpPatch cumulative_v2; Step-KlpKernel 5 }; Name = 'cumulative_v1' }
        @{ Case = 'a newer system state'; Before = { Enable-KlpPatch states_v1; Step-KlpKernel 5 }; Name = 'states_v2' }
        @{ Case = 'an older system state'; Before = { Enable-KlpPatch states_v2; Step-KlpKernel 5 }; Name = 'states_v1' }
        @{ Case = 'a task in the way'; Before = { Add-KlpModule sleeper_mod; $null = New-KlpTask reader sleeper_deep_show }; Name = 'busy_function' }
        @{ Case = 'a task that a signal frees'; Before = { Add-KlpModule sleeper_mod; $null = New-KlpTask reader sleeper_show }; Name = 'busy_function' }
        @{ Case = 'while another is in transition'; Before = { Add-KlpModule sleeper_mod; $null = New-KlpTask reader sleeper_deep_show; Enable-KlpPatch busy_function }; Name = 'livepatch_sample' }
        @{ Case = 'what isn''t there'; Name = 'of_nothing' }
        @{ Case = 'what is no function'; Name = 'of_data' }
        @{ Case = 'ftrace off'; Before = { Set-KlpSysfs /proc/sys/kernel/ftrace_enabled 0 }; Name = 'livepatch_sample' }
        @{ Case = 'off'; Before = { Enable-KlpPatch livepatch_sample; Step-KlpKernel 5 }; Operation = 'Disable'; Name = 'livepatch_sample' }
        @{ Case = 'off while it comes'; Before = { Add-KlpModule sleeper_mod; $null = New-KlpTask reader sleeper_deep_show; Enable-KlpPatch busy_function }; Operation = 'Disable'; Name = 'busy_function' }
        @{ Case = 'off in the wrong order'; Before = { Enable-KlpPatch livepatch_sample; Step-KlpKernel 5; Enable-KlpPatch two_functions; Step-KlpKernel 5 }; Operation = 'Disable'; Name = 'livepatch_sample' }
        @{ Case = 'off twice, strictly'; Before = { Enable-KlpPatch livepatch_sample; Step-KlpKernel 5; Disable-KlpPatch livepatch_sample; Step-KlpKernel 5 }; Operation = 'Disable'; Name = 'livepatch_sample'; With = @{ Strict = $true } }
        @{ Case = 'on again'; Before = { Enable-KlpPatch livepatch_sample; Step-KlpKernel 5; Disable-KlpPatch livepatch_sample; Step-KlpKernel 5 }; Name = 'livepatch_sample' }
        @{ Case = 'off with callbacks'; Before = { Enable-KlpPatch callbacks; Step-KlpKernel 5 }; Operation = 'Disable'; Name = 'callbacks' }
        @{ Case = 'unloading what is on'; Before = { Enable-KlpPatch livepatch_sample; Step-KlpKernel 5 }; Operation = 'Unload'; Name = 'livepatch_sample' }
        @{ Case = 'unloading what is off'; Before = { Enable-KlpPatch livepatch_sample; Step-KlpKernel 5; Disable-KlpPatch livepatch_sample; Step-KlpKernel 5 }; Operation = 'Unload'; Name = 'livepatch_sample' }
        @{ Case = 'registering'; Operation = 'Register'; Name = 'livepatch_sample' }
        @{ Case = 'unregistering'; Before = { Enable-KlpPatch livepatch_sample; Step-KlpKernel 5; Disable-KlpPatch livepatch_sample; Step-KlpKernel 5 }; Operation = 'Unregister'; Name = 'livepatch_sample' }
        @{ Case = 'a patch that nobody knows'; Operation = 'Disable'; Name = 'nowhere' }
    )
    $all = foreach ($kernel in $kernels) { foreach ($case in $cases) { @{ Kernel = $kernel } + $case } }
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    $deeds = @{ Enable = 'Enable-KlpPatch'; Disable = 'Disable-KlpPatch'; Load = 'Add-KlpModule'; Unload = 'Remove-KlpModule'; Register = 'Register-KlpPatch'; Unregister = 'Unregister-KlpPatch' }

    # What /sys says, by path.
    function Get-Tree {
        $tree = [Collections.Generic.SortedDictionary[string, string]]::new([StringComparer]::Ordinal)
        foreach ($file in Get-KlpSysfs /sys -Recurse) { $tree[$file.Path] = $file.Value }
        $tree
    }

    function Format-Tree($Tree) { foreach ($path in $Tree.Keys) { "$path = $($Tree[$path])" } }
}

Describe 'Plan and deed' {
    It 'are equal on <Kernel>: <Case>' -ForEach $all {
        $null = New-KlpKernel -Path $Kernel -Name plan -Overwrite
        if ($Before) { & $Before 3>$null }
        $operation = if ($Operation) { $Operation } else { 'Enable' }
        $arguments = if ($With) { $With } else { @{} }
        $tree = Get-Tree
        $sequence = @(Get-KlpLog).Count
        $plan = Get-KlpPatchPlan $Name -Operation $operation -Horizon 40 @arguments
        @(Get-KlpLog).Count | Should -Be $sequence
        Format-Tree (Get-Tree) | Should -Be (Format-Tree $tree)

        & $deeds[$operation] $Name @arguments -ErrorAction SilentlyContinue -ErrorVariable errors -WarningAction SilentlyContinue -WarningVariable warnings
        if ($errors) {
            $plan.Outcome | Should -Be Refused
            $plan.ErrorId | Should -Be $errors[0].Exception.ErrorId
            $plan.Errno | Should -Be $errors[0].Exception.Errno
            $plan.Message | Should -Be $errors[0].Exception.Message
        } else {
            $plan.ErrorId | Should -BeNullOrEmpty
            ($plan.Outcome -eq 'NothingToDo') | Should -Be ([bool] $warnings)
        }

        $held = (Get-KlpStatus).StalledTasks
        if ($plan.Outcome -in 'Works', 'Stalls') { "$($plan.HeldUpBy)" | Should -Be "$held" }
        Step-KlpKernel 40
        foreach ($change in $plan.Changes) {
            if ($change.Path -notlike '/sys/*') { continue }
            if ($change.Change -eq 'Goes') { $null = $tree.Remove($change.Path) } else { $tree[$change.Path] = $change.After }
        }

        Format-Tree $tree | Should -Be (Format-Tree (Get-Tree))
        "$($plan.Log -join "`n")" | Should -Be "$(@(Get-KlpLog | Select-Object -Skip $sequence) -join "`n")"
        $plan.TaintLetters | Should -Be (Get-KlpKernel -Current).TaintLetters
        if ($plan.Outcome -in 'Works', 'Stalls') { [bool] (Get-KlpStatus).Transition | Should -Be ($plan.Outcome -eq 'Stalls') }
        "$($plan.Result.State)" | Should -Be "$((Get-KlpPatch $Name -ErrorAction Ignore).State)"
    }
}

Describe 'Get-KlpPatchPlan' {
    BeforeEach { $null = New-KlpKernel -Path debian-6.12 -Name plan -Overwrite }
    It 'plans a whole pipeline on one copy' {
        $plans = 'cumulative_v1', 'livepatch_sample' | Get-KlpPatchPlan
        $plans.Patch | Should -Be cumulative_v1, livepatch_sample
        $plans[1].Conflicts.Detail | Should -Be 'cumulative_v1 replaces cmdline_proc_show of vmlinux too; livepatch_sample wins'
        Get-KlpPatch | Should -BeNullOrEmpty
        (Enable-KlpPatch cumulative_v1 -WhatIf -PassThru | Get-KlpPatchPlan -Operation Disable).Outcome | Should -Be Works
    }
    It 'lists the checks in the kernel''s order, with what each logged' {
        $checks = (Get-KlpPatchPlan of_data).Checks
        $checks[0].Check | Should -Be VermagicMismatch
        $refused = $checks | Where-Object Passed -EQ $false
        $refused[0].Check | Should -Be FunctionNotTraceable
        $refused[0].Errno | Should -Be EINVAL
        $refused[0].LogLines[0] | Should -BeLike 'livepatch: failed to find location*'
    }
    It 'names the tasks that would hold it up: in which function, since when, and the end' {
        Add-KlpModule sleeper_mod
        $task = New-KlpTask reader sleeper_show
        Step-KlpKernel 3
        $plan = Get-KlpPatchPlan busy_function
        $plan.HeldUpBy.ProcessId | Should -Be $task.ProcessId
        $plan.HeldUpBy.Function | Should -Be sleeper_wait
        $plan.HeldUpBy.Since | Should -Be $task.Since
        $plan.HeldUpBy.Stack[0] | Should -BeLike 'sleeper_wait+0x0/*'
        Enable-KlpPatch busy_function -Wait -Timeout 60
        (Get-KlpLog)[-1].Time | Should -Be $plan.TransitionEnds
        $plan.Outcome | Should -Be Works
    }
    It 'stalls where the horizon is too near, and Test-KlpPatch says no' {
        Add-KlpModule sleeper_mod
        $null = New-KlpTask reader sleeper_show
        (Get-KlpPatchPlan busy_function -Horizon 5).Outcome | Should -Be Stalls
        Test-KlpPatch busy_function -Horizon 5 | Should -BeFalse
        Test-KlpPatch busy_function | Should -BeTrue
        Test-KlpPatch livepatch_sample, of_data | Should -BeFalse
    }
    It 'says whose place is taken, and who wins' {
        Enable-KlpPatch cumulative_v2 -Wait
        $plan = Get-KlpPatchPlan cumulative_v1
        $plan.Replaces | Should -Be cumulative_v2
        ($plan.Conflicts | Where-Object Function).Winner | Should -Be cumulative_v1, original
        ($plan.Conflicts | Where-Object Function).Kind | Should -Be SharedFunction, Replaced
    }
    It 'names the system state that stands against it' {
        Enable-KlpPatch states_v2 -Wait
        $plan = Get-KlpPatchPlan states_v1
        $plan.ErrorId | Should -Be StatesIncompatible
        $plan.Conflicts[0].Detail | Should -Be 'states_v2 has system state 1 in version 2, states_v1 in version 1'
    }
    It 'tells who is in old code where nothing waits for that' {
        $null = New-KlpKernel -Path linux-4.1 -Name plan -Overwrite
        Add-KlpModule sleeper_mod
        $task = New-KlpTask reader sleeper_deep_show
        $plan = Get-KlpPatchPlan busy_function
        $plan.Outcome | Should -Be Works
        $plan.TasksInOldCode.ProcessId | Should -Be $task.ProcessId
    }
    It 'takes a file, and says what it can''t plan' {
        (Get-KlpPatchPlan (Join-Path $PSScriptRoot ../../manifests/livepatches/livepatch-sample.yaml)).Outcome | Should -Be Works
        (Get-OnlyError { Get-KlpPatchPlan nowhere })[0].FullyQualifiedErrorId | Should -Be 'ManifestNotFound,KlpShell.Commands.GetKlpPatchPlanCommand'
        Test-KlpPatch nowhere -ErrorAction SilentlyContinue | Should -BeFalse
    }
}
