BeforeAll {
    . $PSScriptRoot/common.ps1
    $data = Join-Path $PSScriptRoot ../Verdicts/data/6.12
    $archive = Join-Path $data modules.zip
    if (Test-Path $archive) { Expand-Archive $archive (Join-Path $TestDrive ko) }
    $sound = "$TestDrive/ko/one_func.ko"
    $refused = "$TestDrive/ko/k050.ko"
    $exports = Join-Path $data Module.symvers.gz
}

Describe 'Modules'' files' {
    BeforeEach { $null = New-KlpKernel -Path debian-6.12 -Name vetting -Overwrite }
    It 'of a sound module: it loads, and every check has its evidence' {
        $verdict = Get-KlpModuleVerdict $sound -SymbolVersion $exports
        $verdict.Verdict | Should -Be Loads
        $verdict.Module | Should -Be one_func
        $verdict.IsLivepatch | Should -BeTrue
        $verdict.Functions.Count | Should -Be 1
        $verdict.Checks | Where-Object Outcome -EQ Failed | Should -BeNullOrEmpty
        "$($verdict.Log)" | Should -BeLike '*livepatch*one_func*'
        Get-KlpModule | Should -BeNullOrEmpty
    }
    It 'of a refused one: which check, and the byte of the file' {
        $verdict = Get-Item $refused | Get-KlpModuleVerdict
        $verdict.Verdict | Should -Be Refused
        $verdict.ErrorId | Should -Be UnknownSymbol
        $verdict.Errno | Should -Be ENOENT
        $verdict.Offset | Should -BeGreaterThan 0
        Get-KlpModule | Should -BeNullOrEmpty
    }
    It 'names the modules that it would turn away' {
        $verdict = Get-KlpModuleVerdict ("$TestDrive/ko/k027.ko") -TargetModule ("$TestDrive/ko/kct_alpha.ko")
        $verdict.Verdict | Should -Be LoadsThenRefuses
        $verdict.Late.Count | Should -Be 1
    }
    It 'are tested, many at once' {
        Test-KlpModule $sound, $refused | Should -Be $true, $false
        (Test-KlpModule $refused -Verbose 4>&1)[0] | Should -BeLike '*k050.ko*'
    }
    It 'are loaded' {
        Add-KlpModule $sound
        (Get-KlpModule one_func).State | Should -Be Live
        (Get-KlpSysfs /proc/cmdline).Value | Should -BeLike 'one_func: was here*'
        (Get-OnlyError { Add-KlpModule $refused })[0].FullyQualifiedErrorId | Should -Be 'UnknownSymbol,KlpShell.Commands.AddKlpModuleCommand'
    }
    It 'are enabled, and disabled like any other patch' {
        (Get-KlpPatchPlan $sound).Outcome | Should -Be Works
        Enable-KlpPatch $sound -Wait
        (Get-KlpPatch one_func).State | Should -Be Enabled
        Disable-KlpPatch one_func; Wait-KlpPatch
        (Get-KlpPatch one_func -ErrorAction Ignore).State | Should -Not -Be Enabled
        (Get-OnlyError { Enable-KlpPatch $refused })[0].FullyQualifiedErrorId | Should -Be 'UnknownSymbol,KlpShell.Commands.EnableKlpPatchCommand'
    }
}
