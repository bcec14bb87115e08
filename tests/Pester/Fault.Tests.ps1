BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'A kernel with injected faults' {
    BeforeEach { $null = New-KlpKernel -Path debian-6.12-ftrace-fails -Name bad -Overwrite }
    It 'refuses a patch half way, takes it back whole, and tells what struck' {
        $errors = Get-OnlyError { Enable-KlpPatch cumulative_v2 }
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'FtraceRegisterFailed,*'
        Get-KlpPatch | Should -BeNullOrEmpty
        (Get-KlpFunction cmdline_proc_show).State | Should -Be Original
        (Get-KlpKernel -Current).Faults | ForEach-Object { "$_" } | Should -Be 'register_ftrace_function (EBUSY), failed 1 of 2', 'kobject_name (ENOMEM), failed 0 of 4'
    }
    It 'fails as often as it was told, and no more' {
        (Get-OnlyError { Enable-KlpPatch cumulative_v2 })[0].FullyQualifiedErrorId | Should -BeLike 'FtraceRegisterFailed,*'
        (Get-OnlyError { Enable-KlpPatch cumulative_v2 })[0].FullyQualifiedErrorId | Should -BeLike 'OutOfMemory,*'
        Enable-KlpPatch cumulative_v2 -Wait
        (Get-KlpPatch).Phase | Should -Be Enabled
    }
    It 'uses nothing up in a plan' {
        Test-KlpPatch cumulative_v2 | Should -BeFalse
        Enable-KlpPatch cumulative_v2 -WhatIf
        (Get-KlpKernel -Current).Faults.Calls | Should -Be 0, 0
    }
    It 'is told with line and caret where a place is unknown' {
        $file = Join-Path $TestDrive 'k.yaml'
        Set-Content $file "kind: Kernel`nname: k`nrelease: 6.12`nsymbols: []`nfaults:`n  - failslab: kobject"
        $message = (Get-OnlyError { New-KlpKernel -Path $file })[0].Exception.Message
        $message | Should -BeLike '*k.yaml:6:15*'
        $message | Should -BeLike '*did you mean ''kobject_name''*'
    }
}

Describe 'A module with a kprobe of its own' {
    It 'keeps a patch out while it is loaded' {
        $null = New-KlpKernel -Path debian-6.12 -Name probed -Overwrite
        Add-KlpModule kprobe_post
        (Get-OnlyError { Enable-KlpPatch livepatch_sample })[0].FullyQualifiedErrorId | Should -BeLike 'IpModifyConflict,*'
        Remove-KlpModule kprobe_post
        Enable-KlpPatch livepatch_sample -Wait
        (Get-KlpPatch).Phase | Should -Be Enabled
    }
}
