BeforeAll {
    . $PSScriptRoot/common.ps1
    $begin = "Import-Module '$Root/KlpShell.psd1'; `$env:KLPSHELL_MANIFESTS = '$PSScriptRoot/manifests'"

    # A runspace of its own, with a script under way in it.
    function Start-Shell {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Only in tests.')]
        param([string] $Script, [hashtable] $Parameters = @{})
        $shell = [powershell]::Create()
        $null = $shell.AddScript($begin).Invoke()
        $shell.Commands.Clear()
        $null = $shell.AddScript($Script).AddParameters($Parameters)
        [pscustomobject] @{ Shell = $shell; Running = $shell.BeginInvoke() }
    }
}

Describe 'Runspaces' {
    It 'keeps the kernels of sixteen runspaces apart' {
        $results = 1..16 | ForEach-Object -ThrottleLimit 16 -UseNewRunspace -Parallel {
            . ([scriptblock]::Create($using:begin))
            $null = New-KlpKernel -Path small -Name mine
            $number = $_
            foreach ($round in 1..10) {
                Enable-KlpPatch first
                Write-KlpLog "$number $round"
                Set-Content klp:/sys/kernel/livepatch/first/enabled 0
            }
            [pscustomobject] @{
                Number = $number
                Kernels = @(Get-KlpKernel).Count
                Lines = @(Get-KlpLog | Where-Object Message -Match '^\d+ \d+$').Message
                State = (Get-KlpPatch first).State
            }
        }
        $results.Count | Should -Be 16
        foreach ($result in $results) {
            $result.Kernels | Should -Be 1
            $result.State | Should -Be Disabled
            $result.Lines | Should -Be (1..10 | ForEach-Object { "$($result.Number) $_" })
        }
    }
    It 'lets one kernel have one owner at a time: nothing is lost, and nothing torn' {
        $kernel = New-TestKernel shared
        Enable-KlpPatch first -Kernel $kernel
        $results = 1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
            . ([scriptblock]::Create($using:begin))
            $number = $_
            foreach ($round in 1..25) {
                Write-KlpLog "$number $round" -Kernel $using:kernel
                Step-KlpKernel 0.01 -Kernel $using:kernel
                $null = New-KlpTask "t$number" -Kernel $using:kernel
                Invoke-KlpFunction version_proc_show -Kernel $using:kernel -Trace | Where-Object { -not $_ }
                (Get-KlpSysfs /proc/cmdline -Kernel $using:kernel).Value
            }
        }
        $results | Should -HaveCount 200
        $results | Sort-Object -Unique | Should -Be first
        $log = @(Get-KlpLog -Kernel shared)
        $lines = @($log | Where-Object Message -Match '^\d+ \d+$')
        $lines | Should -HaveCount 200
        foreach ($number in 1..8) { @($lines | Where-Object Message -Match "^$number ").Message | Should -Be (1..25 | ForEach-Object { "$number $_" }) }
        $log.Sequence | Should -Be ($log.Sequence | Sort-Object -Unique)
        @(Get-KlpTask t? -Kernel shared) | Should -HaveCount 200
        (Get-KlpTask t? -Kernel shared).ProcessId | Sort-Object -Unique | Should -HaveCount 200
        (Get-KlpKernel shared).Time.TotalSeconds | Should -BeGreaterOrEqual 2
    }
    It 'says so when it has waited for long enough, and goes on when the other lets go' {
        $kernel = New-TestKernel busy
        Add-KlpModule "$PSScriptRoot/endless.yaml" -Kernel busy
        $other = Start-Shell 'param($Kernel) Invoke-KlpFunction nap_for_ever -Kernel $Kernel' @{ Kernel = $kernel }
        while ($other.Shell.InvocationStateInfo.State -ne 'Running') { Start-Sleep -Milliseconds 10 }
        Start-Sleep -Milliseconds 300
        $errors = Get-OnlyError { Get-KlpLog -Kernel busy }
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'KernelBusy,*'
        $errors[0].Exception.Message | Should -BeLike '*5 seconds*'
        $other.Shell.Stop()
        $other.Shell.Dispose()
        (Get-KlpKernel busy).Time.TotalSeconds | Should -BeLessThan 1000
        { Get-KlpLog -Kernel busy -ErrorAction Stop } | Should -Not -Throw
    }
    It 'lets go of a runspace''s kernels with the runspace' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("$begin; `$null = New-KlpKernel -Path small -Name gone").Invoke()
        $shell.Dispose()
        Get-KlpKernel gone -ErrorAction Ignore | Should -BeNullOrEmpty
    }
}
