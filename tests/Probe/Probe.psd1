@{
    RootModule = 'KlpShell.Probe.dll'
    ModuleVersion = '1.2.3'
    GUID = '5b0f6f1d-6f0a-4f0e-9d3e-3a1f4f3c9b11'
    Description = 'Cmdlets that try every way of binding, failing and writing'
    FormatsToProcess = @('Probe.format.ps1xml')
    FunctionsToExport = @()
    CmdletsToExport = @('Get-Widget', 'Set-Widget', 'Test-Binding', 'Invoke-Failure', 'Write-Stream', 'Get-Import', 'Wait-Widget')
    VariablesToExport = @()
    AliasesToExport = @('gwid')
}
