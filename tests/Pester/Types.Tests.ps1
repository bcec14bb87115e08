BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'What stands in the types file' {
    BeforeAll {
        $null = New-TestKernel
        Enable-KlpPatch first, second
    }
    It 'shows objects of many kinds in one stream by the few properties that matter' {
        Get-KlpKernel | Remove-KlpKernel
        $null = New-TestKernel
        Enable-KlpPatch first
        $shown = (& $PSScriptRoot/shown/kinds.ps1 | Out-String -Width 80) -replace "`e\[[0-9;]*m" -split "`n" | ForEach-Object TrimEnd
        ($shown -join "`n").TrimEnd() | Should -Be ((Get-Content $PSScriptRoot/shown/kinds.txt) -join "`n").TrimEnd()
    }
    It 'is what Sort-Object and Group-Object go by where they are given no property' {
        (Get-KlpTask | Sort-Object -Descending).ProcessId | Should -Be ((Get-KlpTask).ProcessId | Sort-Object -Descending)
        (Get-KlpSymbol -Object vmlinux | Sort-Object | Select-Object -First 2).Name | Should -Be ((Get-KlpSymbol -Object vmlinux).Name | Sort-Object | Select-Object -First 2)
    }
    It 'survives another import, and removing the module' {
        $said = pwsh -NoProfile -NonInteractive -Command "Import-Module '$Root/KlpShell.psd1'; Import-Module '$Root/KlpShell.psd1' -Force; Remove-Module KlpShell; Import-Module '$Root/KlpShell.psd1'; `$null = New-KlpKernel; 'ok'" 2>&1
        $said | Should -Be ok
    }
}
