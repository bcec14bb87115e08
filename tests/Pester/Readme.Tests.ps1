BeforeDiscovery {
    $blocks = [regex]::Matches((Get-Content "$PSScriptRoot/../../README.md" -Raw), '(?ms)^```powershell\n(.*?)^```').ForEach({ $_.Groups[1].Value })
    $lines = ($blocks -match '^New-KlpKernel')[0] -split "`n" -ne '' | ForEach-Object { @{ Line = $_ } }
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    $blocks = [regex]::Matches((Get-Content "$PSScriptRoot/../../README.md" -Raw), '(?ms)^```powershell\n(.*?)^```').ForEach({ $_.Groups[1].Value })

    # What a new pwsh, in the module's own folder, writes and exits with.
    function Invoke-New([string] $Text) {
        $script = Join-Path $TestDrive "$(New-Guid).ps1"
        Set-Content $script $Text
        $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path, [string[]] @('-NoProfile', '-NonInteractive', '-File', $script))
        $start.WorkingDirectory = $Root
        $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $start.Environment.Remove('KLPSHELL_MANIFESTS') | Out-Null
        $process = [Diagnostics.Process]::Start($start)
        $errors = $process.StandardError.ReadToEndAsync()
        $output = $process.StandardOutput.ReadToEnd()
        $process.WaitForExit()
        [pscustomobject]@{ Output = $output; Errors = $errors.Result; ExitCode = $process.ExitCode }
    }
}

Describe 'README' {
    Context 'the ten lines' {
        BeforeAll { Push-Location $Root }
        AfterAll { Pop-Location }
        It '<line>' -ForEach $lines {
            $ErrorActionPreference = 'Stop'
            $wrote = & ([scriptblock]::Create($line)) 3>&1
            $wrote | Where-Object { $_ -is [System.Management.Automation.WarningRecord] } | Should -BeNullOrEmpty
            if ($line -like '*# this has been live patched') { $wrote | Should -Be 'this has been live patched' }
        }
    }
    It 'imports the module in a new pwsh, and shows the tour' {
        $text = ($blocks -match '^dotnet build')[0] -replace '(?m)^dotnet build$'
        $run = Invoke-New $text
        $run.Errors | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        $run.Output | Should -Match 'this has been live patched'
    }
    It 'has a script that exits with the verdict' {
        $run = Invoke-New ($blocks -match '^Import-Module ./KlpShell.psd1')[0]
        $run.Errors | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
    }
    It 'has a Pester suite that passes' {
        $suite = Join-Path $TestDrive Our.Tests.ps1
        Set-Content $suite ($blocks -match '^Describe')[0]
        $run = Invoke-New "Import-Module '$((Get-Module Pester).Path)'; `$result = Invoke-Pester '$suite' -PassThru; '{0} passed, {1} failed' -f `$result.PassedCount, `$result.FailedCount"
        $run.Output | Should -Match '(?m)^1 passed, 0 failed'
    }
}
