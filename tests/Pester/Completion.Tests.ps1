BeforeAll {
    . $PSScriptRoot/common.ps1
    $null = Get-KlpKernel | Remove-KlpKernel
    $null = New-TestKernel "it's, odd"
    $null = New-TestKernel main
    Enable-KlpPatch first
    Add-KlpModule sleeper
    $null = New-KlpTask waiter wait_for_go
    $null = Checkpoint-KlpKernel clean

    # What another suite has imported in this session would be completed, too.
    $null = Import-KlpAbi (Join-Path $Root manifests/abi/livepatch.yaml)
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
        @{ Line = 'Get-KlpAbi -Contact '; Text = "'live-patching@vger.kernel.org'" }
        @{ Line = 'Get-KlpAbi /sys/kernel/livepatch/'; Text = "'/sys/kernel/livepatch/<patch>/enabled'" }
        @{ Line = 'Get-KlpAbi -Level st'; Text = 'Stable' }
        @{ Line = 'Get-KlpAbi -MinimumVersion 3.1'; Text = '3.19.0' }
        @{ Line = 'Get-KlpAbiFinding -Rule ABI0'; Text = 'ABI001' }
        @{ Line = 'Get-KlpSymbol -Type '; Text = 'T' }
        @{ Line = 'Set-KlpSysfs first/enabled '; Text = '0' }
        @{ Line = 'Set-KlpSysfs /sys/kernel/livepatch/first/enabled -Value '; Text = '1' }
        @{ Line = 'Get-KlpTrampoline cmdline'; Text = 'cmdline_proc_show' }
        @{ Line = 'Set-KlpTask '; Text = '36' }
        @{ Line = 'Checkpoint-KlpKernel -Checkpoint cl'; Text = 'clean' }
        @{ Line = 'Get-KlpRelease 6.'; Text = '6.12' }
        @{ Line = 'Wait-KlpPatch fi'; Text = 'first' }
        @{ Line = 'Unregister-KlpPatch fi'; Text = 'first' }
        @{ Line = 'Get-KlpPatch first,f'; Text = 'first' }
    ) {
        (Get-Completion $line).CompletionText | Should -Contain $text
    }
    It 'quotes a function with its position' {
        $offered = Get-Completion 'Get-KlpFunction prob'
        $offered.CompletionText | Should -Contain "'probe,2'"
        ($offered | Where-Object CompletionText -EQ "'probe,2'").ToolTip | Should -BeLike '*number 2 of *'
        (Get-Completion "Get-KlpFunction 'probe,").CompletionText | Should -Contain "'probe,1'"
    }
    It 'knows shadow variables and system states' {
        $null = New-KlpKernel -Path debian-6.12 -Name new -Overwrite
        Enable-KlpPatch states-v1
        Set-KlpShadowVariable jiffies 42 7
        (Get-Completion 'Get-KlpShadowVariable -Id ').CompletionText | Should -Be 42
        (Get-Completion 'Set-KlpShadowVariable jiffies 4').ToolTip | Should -BeLike 'attached to jiffies*'
        (Get-Completion 'Get-KlpSystemState -Id ').CompletionText | Should -Contain (Get-KlpSystemState)[0].Id
        Remove-KlpKernel new
        Select-KlpKernel main -ErrorAction Stop
    }
    It 'follows the folder that the user is in, not the one that pwsh began in' {
        Push-Location (Join-Path $PSScriptRoot manifests)
        (Get-Completion 'Import-KlpManifest ./kern').CompletionText | Should -Contain './kernels/'
        (Get-Completion 'New-KlpKernel -SymbolTable ../com').CompletionText | Should -Contain '../common.ps1'
        Pop-Location
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
