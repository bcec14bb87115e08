@{
    RootModule           = 'KlpShell.Pester.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '0d3f4b6a-9c52-4c0b-8f6e-2a1d7b9e5c34'
    Author               = 'KlpShell contributors'
    CompanyName          = 'KlpShell contributors'
    Copyright            = '(c) KlpShell contributors. MIT licence.'
    Description          = 'Assertions for Pester 5 and 6 about the simulated kernels of KlpShell: which patches they have, what they logged, whether their state hangs together.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    FunctionsToExport    = @(
        'Assert-BeConsistent'
        'Assert-BeKlpEnabled'
        'Assert-BeKlpPatched'
        'Assert-HaveKlpAbiFinding'
        'Assert-HaveKlpLog'
        'Assert-HaveKlpPatch'
        'Assert-HaveKlpSysfsValue'
        'Assert-HaveKlpTaint'
        'Assert-NotBeConsistent'
        'Assert-NotBeKlpEnabled'
        'Assert-NotBeKlpPatched'
        'Assert-NotHaveKlpAbiFinding'
        'Assert-NotHaveKlpLog'
        'Assert-NotHaveKlpPatch'
        'Assert-NotHaveKlpSysfsValue'
        'Assert-NotHaveKlpTaint'
        'Register-KlpShouldOperator'
    )
    CmdletsToExport      = @()
    VariablesToExport    = @()
    AliasesToExport      = @(
        'Should-BeConsistent'
        'Should-BeKlpEnabled'
        'Should-BeKlpPatched'
        'Should-HaveKlpAbiFinding'
        'Should-HaveKlpLog'
        'Should-HaveKlpPatch'
        'Should-HaveKlpSysfsValue'
        'Should-HaveKlpTaint'
        'Should-NotBeConsistent'
        'Should-NotBeKlpEnabled'
        'Should-NotBeKlpPatched'
        'Should-NotHaveKlpAbiFinding'
        'Should-NotHaveKlpLog'
        'Should-NotHaveKlpPatch'
        'Should-NotHaveKlpSysfsValue'
        'Should-NotHaveKlpTaint'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = @('Linux', 'kernel', 'livepatch', 'Pester', 'PSEdition_Core')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
