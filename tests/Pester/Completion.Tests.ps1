BeforeAll {
    . $PSScriptRoot/common.ps1
    $null = Get-KlpKernel | Remove-KlpKernel
    $null = New-TestKernel "it's, odd"
    $null = New-TestKernel main
    Enable-KlpPatch first
    Add-KlpModule sleeper
    $null = New-KlpTask waiter wait_for_go
    $null = Checkpoint-KlpKernel clean
}

Describe 'Completion from live state' {
    It 'completes <line> with <text>' -ForEach @(
        @{ Line = 'Disable-KlpPatch '; Text = 'first' }
        @{ Line = 'Get-KlpPatch f'; Text = 'first' }
        @{ Line = 'Enable-KlpPatch sec'; Text = 'second' }
        @{ Line = 'Register-KlpPatch of_t'; Text = 'of_two' }
        @{ Line = 'Add-KlpModule liv'; Text = 'livepatch_sample' }
        @{ Line = 'Remove-KlpModule sl'; Text = 'sleeper' }
        @{ Line = 'Get-KlpPatch -Kernel ma'; Text = 'main' }
        @{ Line = 'Get-KlpPatch -Kernel it'; Text = "'it''s, odd'" }
        @{ Line = "Select-KlpKernel 'it"; Text = "'it''s, odd'" }
        @{ Line = 'New-KlpKernel b7'; Text = 'b700e7f03d' }
        @{ Line = 'New-KlpKernel -Path sma'; Text = 'small' }
        @{ Line = 'Invoke-KlpFunction wait_'; Text = 'wait_for_go' }
        @{ Line = 'Get-KlpFunction version'; Text = 'version_proc_show' }
        @{ Line = 'Get-KlpSymbol jif'; Text = 'jiffies' }
        @{ Line = 'Get-KlpSymbol -Object vm'; Text = 'vmlinux' }
        @{ Line = 'Restore-KlpKernel cl'; Text = 'clean' }
        @{ Line = 'Get-KlpSysfs /sys/kernel/livepatch/first/en'; Text = '/sys/kernel/livepatch/first/enabled' }
        @{ Line = 'Get-KlpSysfs first/en'; Text = 'first/enabled' }
        @{ Line = 'Set-KlpSysfs /sys/kernel/liv'; Text = '/sys/kernel/livepatch/' }
        @{ Line = 'Import-KlpManifest of_n'; Text = 'of_nothing' }
        @{ Line = 'Get-KlpLog -Level Not'; Text = 'Notice' }
    ) {
        (Get-Completion $line).CompletionText | Should -Contain $text
    }
    It 'has tooltips' {
        (Get-Completion 'Disable-KlpPatch ')[0].ToolTip | Should -BeLike 'Enabled*'
        (Get-Completion 'Get-KlpTask ').ToolTip | Should -Contain 'waiter, Uninterruptible, in wait_for_go'
    }
    It 'follows the kernel that the line names' {
        (Get-Completion 'Get-KlpPatch -Kernel ''it''''s, odd'' -Name f').CompletionText | Should -Not -Contain first
    }
    It 'never fails where there is no kernel' {
        Get-KlpKernel | Remove-KlpKernel
        { Get-Completion 'Disable-KlpPatch zzz' } | Should -Not -Throw
        $null = New-TestKernel main
    }
}
