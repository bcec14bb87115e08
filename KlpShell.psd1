@{
    RootModule           = 'bin/KlpShell.Cmdlets.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '5a1c7e0e-7d0b-4f0e-9d43-6a3f2c1b8e57'
    Author               = 'KlpShell contributors'
    CompanyName          = 'KlpShell contributors'
    Copyright            = '(c) KlpShell contributors. MIT licence.'
    Description          = 'Rehearse Linux kernel live patches on a simulated kernel: load, enable, look, call, disable, and see what a real kernel would answer and log.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('bin/KlpShell.format.ps1xml', 'bin/KlpShell.other.format.ps1xml', 'bin/KlpShell.drive.format.ps1xml')
    CmdletsToExport      = @(
        'Add-KlpModule'
        'Checkpoint-KlpKernel'
        'Clear-KlpLog'
        'Compare-KlpAbi'
        'Complete-KlpTransition'
        'Disable-KlpPatch'
        'Enable-KlpPatch'
        'Export-KlpAbi'
        'Get-KlpAbi'
        'Get-KlpAbiFinding'
        'Get-KlpFunction'
        'Get-KlpKernel'
        'Get-KlpLog'
        'Get-KlpManifest'
        'Get-KlpModule'
        'Get-KlpPatch'
        'Get-KlpRelease'
        'Get-KlpShadowVariable'
        'Get-KlpStatus'
        'Get-KlpSymbol'
        'Get-KlpSysfs'
        'Get-KlpSystemState'
        'Get-KlpTask'
        'Get-KlpTrampoline'
        'Import-KlpAbi'
        'Import-KlpManifest'
        'Invoke-KlpFunction'
        'Move-KlpAbi'
        'New-KlpKernel'
        'New-KlpManifest'
        'New-KlpTask'
        'Register-KlpPatch'
        'Remove-KlpKernel'
        'Remove-KlpModule'
        'Remove-KlpTask'
        'Restore-KlpKernel'
        'Select-KlpKernel'
        'Set-KlpShadowVariable'
        'Set-KlpSysfs'
        'Set-KlpTask'
        'Step-KlpKernel'
        'Test-KlpAbi'
        'Test-KlpManifest'
        'Unregister-KlpPatch'
        'Wait-KlpPatch'
        'Write-KlpLog'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('Linux', 'kernel', 'livepatch', 'simulation', 'PSEdition_Core')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
