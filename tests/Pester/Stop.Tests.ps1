# Ctrl+C is PowerShell.Stop from another thread. No time is asserted but a wide limit, by which the test itself would give up.
BeforeAll {
    . $PSScriptRoot/common.ps1
    $limit = [timespan]::FromSeconds(60)

    # Runs a command in a runspace of its own, stops it once it is under way, and gives how it ended and the kernel it worked on.
    function Invoke-Stopped([string] $Before, [string] $Command) {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$Root/KlpShell.psd1'; `$env:KLPSHELL_MANIFESTS = '$PSScriptRoot/manifests'; `$null = New-KlpKernel -Path small -Name stop; Add-KlpModule '$PSScriptRoot/endless.yaml'; $Before").Invoke()
        $shell.Streams.Error | Should -BeNullOrEmpty
        $state = { "Get-KlpKernel | ForEach-Object { '{0} {1} {2}' -f `$_.Name, `$_.Time, `$_.TaskCount }; (Get-KlpLog).Count; Get-KlpSysfs /sys -Recurse | ForEach-Object { '{0} {1}' -f `$_.Path, `$_.Value }; Get-KlpTask | ForEach-Object { '{0} {1} {2}' -f `$_.ProcessId, `$_.State, `$_.Command }" }
        $shell.Commands.Clear()
        $was = $shell.AddScript((& $state)).Invoke() | Out-String
        $shell.Commands.Clear()
        $running = $shell.AddScript($Command).BeginInvoke()
        # Under way: so long that whatever ends by itself would have ended.
        $ended = $running.AsyncWaitHandle.WaitOne(700)
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $stop = $shell.BeginStop($null, $null)
        $stopped = $stop.AsyncWaitHandle.WaitOne($limit)
        $time = $watch.Elapsed
        $shell.InvocationStateInfo.State | Should -BeIn 'Stopped', 'Completed'
        $shell.Commands.Clear()
        $is = $shell.AddScript((& $state)).Invoke() | Out-String
        $shell.Commands.Clear()
        $after = $shell.AddScript('Select-KlpKernel stop; Step-KlpKernel 1; Remove-KlpModule endless; (Get-KlpKernel).Time.TotalSeconds').Invoke()
        [pscustomobject] @{ EndedItself = $ended; Stopped = $stopped; Milliseconds = $time.TotalMilliseconds; Same = $was -eq $is; Was = $was; Is = $is; Works = $shell.Streams.Error.Count -eq 0 -and $after -gt 0 }
        $shell.Dispose()
    }
}

Describe 'Ctrl+C' {
    It 'stops <command>, and the kernel is as it was' -ForEach @(
        @{ Before = ''; Command = 'Invoke-KlpFunction nap_for_ever' }
        @{ Before = ''; Command = 'Invoke-KlpFunction nap_for_ever -WhatIf' }
        @{ Before = 'New-KlpTask loop nap_for_ever | Out-Null'; Command = 'Step-KlpKernel 1e8' }
        @{ Before = 'New-KlpTask loop print_for_ever | Out-Null'; Command = 'Step-KlpKernel 1e8 -Confirm:$false' }
        @{ Before = 'New-KlpTask loop nap_for_ever | Out-Null'; Command = 'Step-KlpKernel 1e8 -WhatIf' }
    ) {
        $result = Invoke-Stopped $before $command
        $result.EndedItself | Should -BeFalse -Because 'the test is of something that takes long'
        $result.Stopped | Should -BeTrue
        $result.Is | Should -Be $result.Was
        $result.Works | Should -BeTrue
        Write-Verbose "$command stopped after $($result.Milliseconds) ms" -Verbose:($null -ne $env:KLP_TIMES)
    }
    It 'stops a wait for a transition that never ends' {
        $before = @"
            `$null = New-KlpKernel -Path '$Root/manifests/kernels/debian-6.12.yaml' -Name new
            Add-KlpModule '$PSScriptRoot/endless.yaml'
            Add-KlpModule '$Root/manifests/modules/sleeper-mod.yaml'
            `$null = New-KlpTask reader sleeper_deep_show
            Enable-KlpPatch '$Root/manifests/livepatches/busy-function.yaml'
"@
        $result = Invoke-Stopped $before 'Wait-KlpPatch busy_function -Timeout 1e8'
        $result.EndedItself | Should -BeFalse
        $result.Stopped | Should -BeTrue
        $result.Is | Should -Be $result.Was
        Write-Verbose "Wait-KlpPatch stopped after $($result.Milliseconds) ms" -Verbose:($null -ne $env:KLP_TIMES)
    }
    It 'stops a pipeline between its objects: what is done stays done' {
        $result = Invoke-Stopped '' 'foreach ($i in 1..1000000000) { Write-KlpLog "line $i" }'
        $result.EndedItself | Should -BeFalse
        $result.Stopped | Should -BeTrue
        $result.Works | Should -BeTrue
    }
    It 'stops <command>, which changes nothing' -ForEach @(
        @{ Command = 'while ($true) { $null = Get-KlpSymbol }' }
        @{ Command = 'while ($true) { $null = New-KlpKernel -Path small -Name again -Overwrite }' }
        @{ Command = 'while ($true) { $null = Get-ChildItem klp:/ -Recurse }' }
        @{ Command = 'while ($true) { $null = Get-KlpAbiFinding -Undocumented }' }
    ) {
        $result = Invoke-Stopped '' $command
        $result.EndedItself | Should -BeFalse
        $result.Stopped | Should -BeTrue
        $result.Works | Should -BeTrue
        Write-Verbose "$command stopped after $($result.Milliseconds) ms" -Verbose:($null -ne $env:KLP_TIMES)
    }
}
