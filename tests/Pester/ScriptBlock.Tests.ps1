BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'Set-KlpFunctionBody' {
    BeforeEach { $kernel = New-TestKernel }
    It 'lets a script block stand in for a function, until -Reset' {
        Set-KlpFunctionBody cmdline_proc_show { "for $($_.Command)"; 7 }
        $call = Invoke-KlpFunction cmdline_proc_show
        $call.Value | Should -Be 7
        $call.Output | Should -Be "for bash`n"
        (Get-KlpSysfs /proc/cmdline).Value | Should -Be 'for bash'
        Get-Content klp:/proc/cmdline | Should -Be 'for bash'
        (Get-KlpFunction cmdline_proc_show).HasScriptBlock | Should -BeTrue
        (Set-KlpFunctionBody cmdline_proc_show -Reset -PassThru).HasScriptBlock | Should -BeFalse
        (Invoke-KlpFunction cmdline_proc_show).Output | Should -Be "quiet`n"
    }
    It 'takes functions down the pipeline, and blocks with parameters' {
        Get-KlpSymbol *_proc_show -Traceable | Set-KlpFunctionBody -ScriptBlock { param($Argument) $Argument * 2 }
        (Get-KlpSymbol *_proc_show -Traceable | Invoke-KlpFunction -Argument 21).Value | Select-Object -Unique | Should -Be 42
    }
    It 'counts calls in the test''s own scope' {
        $script:calls = [Collections.Generic.List[object]]::new()
        Set-KlpFunctionBody cmdline_proc_show { $script:calls.Add($_) }
        1..3 | ForEach-Object { $null = Invoke-KlpFunction cmdline_proc_show $_ }
        $calls.Argument | Should -Be 1, 2, 3
        $calls[0] | Should -BeOfType KlpShell.CallContext
        "$($calls[2])" | Should -Be 'cmdline_proc_show(3)'
    }
    It 'stands in for the init of a module that isn''t loaded yet' {
        Set-KlpFunctionBody first:init_module { -12 }
        $errors = Get-OnlyError { Enable-KlpPatch first }
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ModuleInitFailed,*'
        $errors[0].Exception.Errno | Should -Be ENOMEM
    }
    It 'says which of several functions of one name in a module' {
        $null = New-Item -ItemType Directory -Path "$TestDrive/twice/proc", "$TestDrive/twice/sys/kernel/livepatch" -Force
        Set-Content $TestDrive/twice/uname 6.12.117
        Set-Content $TestDrive/twice/proc/modules 'drv 8192 0 - Live 0xffffffffc0400000 (OE)'
        Set-Content $TestDrive/twice/proc/kallsyms 'ffffffff81000000 T _text', 'ffffffff81001000 T some_function', 'ffffffff81700000 T _etext',
            "ffffffffc0400010 t helper`t[drv]", "ffffffffc0400050 t other`t[drv]", "ffffffffc0400090 t helper`t[drv]"
        $null = Import-KlpHost $TestDrive/twice -Name twice -Overwrite
        $errors = Get-OnlyError { Set-KlpFunctionBody drv:helper { 1 } }
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'FunctionAmbiguous,*'
        $errors[0].Exception.Message | Should -BeLike "*has 2 functions 'drv:helper'. Say which: 'drv:helper,1'*"
        Set-KlpFunctionBody 'drv:helper,2' { 22 }
        (Get-KlpFunction drv:helper).HasScriptBlock | Should -Be $false, $true
        (Get-KlpFunction drv:helper | Invoke-KlpFunction).Value | Should -Be 0, 22
        Get-KlpFunction 'drv:helper,1' | Set-KlpFunctionBody -ScriptBlock { 11 }
        (Get-KlpFunction drv:helper | Invoke-KlpFunction).Value | Should -Be 11, 22
        (Set-KlpFunctionBody 'drv:helper,1' -Reset -PassThru).HasScriptBlock | Should -BeFalse
        (Get-KlpFunction drv:helper | Invoke-KlpFunction).Value | Should -Be 0, 22
        (Set-KlpFunctionBody drv:helper -Reset -PassThru).HasScriptBlock | Should -Be $false, $false
        (Get-KlpFunction drv:helper | Invoke-KlpFunction).Value | Should -Be 0, 0
        $errors = Get-OnlyError { Set-KlpFunctionBody 'drv:helper,3' { 1 } }
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'FunctionUnknown,*'
        Remove-KlpKernel twice
    }
    It 'stops a plan and -WhatIf, which never run it' {
        $script:ran = 0
        Set-KlpFunctionBody first:init_module { $script:ran++ }
        (Get-KlpPatchPlan first).Outcome | Should -Be Inexact
        (Get-KlpPatchPlan first).Inexact | Should -BeTrue
        Test-KlpPatch first | Should -BeFalse
        Enable-KlpPatch first -WhatIf -PassThru | Should -BeNullOrEmpty
        Set-KlpFunctionBody cmdline_proc_show { $script:ran++ }
        Invoke-KlpFunction cmdline_proc_show -WhatIf | Should -BeNullOrEmpty
        $null = TabExpansion2 -inputScript 'Set-KlpSysfs /proc/cmdline '
        $null = Get-KlpStatus
        $ran | Should -Be 0
        $null = Invoke-KlpFunction cmdline_proc_show
        $ran | Should -Be 1
    }
    It 'gives one error when the block throws, and leaves the kernel as it was' {
        Set-KlpFunctionBody cmdline_proc_show { @{ printk = 'said' }; throw [InvalidOperationException] 'no way' }
        $before = Get-KlpLog -Raw
        $errors = @(Get-OnlyError { Invoke-KlpFunction cmdline_proc_show })
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -Be 'ScriptBlockFailed,KlpShell.Commands.InvokeKlpFunctionCommand'
        $errors[0].Exception.Message | Should -BeLike '*cmdline_proc_show failed: no way.*'
        $errors[0].Exception.InnerException | Should -Not -BeNullOrEmpty
        Get-KlpLog -Raw | Should -Be $before
        { Invoke-KlpFunction cmdline_proc_show -ErrorAction Stop } | Should -Throw -ErrorId 'ScriptBlockFailed,*'
    }
    It 'refuses <what>' -ForEach @(
        @{ What = 'a fraction'; Block = { 1.5 } }
        @{ What = 'an object'; Block = { Get-Item / } }
        @{ What = 'an unknown step'; Block = { @{ print = 1 } } }
    ) {
        Set-KlpFunctionBody cmdline_proc_show $block
        (Get-OnlyError { Invoke-KlpFunction cmdline_proc_show })[0].FullyQualifiedErrorId | Should -BeLike 'ScriptBlockOutputUnusable,*'
    }
    It 'lets nobody into the kernel that is in mid-call, and everybody afterwards' {
        Set-KlpFunctionBody cmdline_proc_show { Get-KlpPatch; Get-Content klp:/proc/version; 1 }
        $errors = @(Get-OnlyError { Invoke-KlpFunction cmdline_proc_show })
        $errors.Count | Should -Be 2
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'KernelRunsScriptBlock,*'
        { Get-KlpPatch -ErrorAction Stop } | Should -Not -Throw
    }
    It 'runs in its own runspace only' {
        Set-KlpFunctionBody cmdline_proc_show { 1 }
        $id = 1 | ForEach-Object -Parallel {
            Import-Module (Join-Path $using:Root KlpShell.psd1)
            try { Invoke-KlpFunction cmdline_proc_show -Kernel $using:kernel -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
        }
        $id | Should -BeLike 'ScriptBlockOfAnotherRunspace,*'
        (Invoke-KlpFunction cmdline_proc_show).Value | Should -Be 1
    }
    It 'stays with a checkpoint in memory, and is refused in a file' {
        Set-KlpFunctionBody cmdline_proc_show { 5 }
        $null = Checkpoint-KlpKernel with
        $path = Join-Path $TestDrive kernel.klp
        (Get-OnlyError { Checkpoint-KlpKernel -Path $path })[0].FullyQualifiedErrorId | Should -BeLike 'CheckpointNotPossible,*'
        $path | Should -Not -Exist
        Set-KlpFunctionBody cmdline_proc_show -Reset
        (Invoke-KlpFunction cmdline_proc_show).Value | Should -Be 0
        Restore-KlpKernel with
        (Invoke-KlpFunction cmdline_proc_show).Value | Should -Be 5
    }
    It 'lets break, exit and Ctrl+C of the block through, with the kernel as it was' {
        Set-KlpFunctionBody cmdline_proc_show { @{ printk = 'said' }; break }
        $before = Get-KlpLog -Raw
        foreach ($round in 1, 2) { $last = $round; Invoke-KlpFunction cmdline_proc_show }
        $last | Should -Be 1
        Get-KlpLog -Raw | Should -Be $before
    }
}
