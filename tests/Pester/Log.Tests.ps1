BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'Get-, Write- and Clear-KlpLog' {
    BeforeEach { $null = New-TestKernel }
    It 'gives objects, or the text of dmesg' {
        Enable-KlpPatch first
        $lines = Get-KlpLog
        $lines[1] | Should -BeOfType KlpShell.LogInfo
        $lines[1].Level | Should -Be Notice
        Get-KlpLog -Raw | Select-Object -Last 1 | Should -Be "[    4.000000] livepatch: enabling patch 'first'"
    }
    It 'picks by text, level, time, place and number' {
        'one', 'two', 'three' | Write-KlpLog
        Write-KlpLog bad -Level Error
        Step-KlpKernel 10
        Write-KlpLog late
        (Get-KlpLog t*).Message | Should -Be two, three
        (Get-KlpLog -Level Error).Message | Should -Be bad
        (Get-KlpLog -Since 0:00:10).Message | Should -Be late
        (Get-KlpLog -After 3).Message | Should -Be late
        (Get-KlpLog -Last 2).Message | Should -Be bad, late
    }
    It 'writes nothing with -WhatIf, and clears' {
        Write-KlpLog never -WhatIf
        Get-KlpLog | Should -BeNullOrEmpty
        (Write-KlpLog once -PassThru).Message | Should -Be once
        Clear-KlpLog -WhatIf
        (Get-KlpLog).Count | Should -Be 1
        Clear-KlpLog
        Get-KlpLog | Should -BeNullOrEmpty
    }
    It 'writes control characters out' {
        Write-KlpLog "a`e[31mb"
        (Get-KlpLog).Message | Should -Be 'a\x1b[31mb'
        Get-KlpLog -Raw | Should -Not -Match "`e"
    }
}
