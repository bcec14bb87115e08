# Runs the tests of this folder on a copy of the built module, so that a build meanwhile disturbs nobody. The last line counts; exits 1 when anything failed.
param([string] $Path = $PSScriptRoot, [string] $PesterPath = 'Pester')

$root = Split-Path (Split-Path $PSScriptRoot)
$copy = Join-Path ([IO.Path]::GetTempPath()) "klp-pester-$PID"
if (-not (Get-Module $PesterPath -ListAvailable)) {
    Write-Output 'Pester is not on this machine.', 'Pester: 0 passed, 0 failed, 1 skipped'
    exit 0
}

try {
    Import-Module $PesterPath -ErrorAction Stop
    $null = New-Item $copy -ItemType Directory
    Copy-Item (Join-Path $root KlpShell.psd1), (Join-Path $root bin), (Join-Path $root en-US), (Join-Path $root manifests) $copy -Recurse
    $env:KLP_MODULE = $copy
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $Path
    $configuration.Run.PassThru = $true
    $configuration.Output.Verbosity = 'Normal'
    $result = Invoke-Pester -Configuration $configuration
} finally {
    Remove-Item $copy -Recurse -Force -ErrorAction Ignore
}

$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
Write-Output "Run with Pester $((Get-Module Pester).Version) in PowerShell $($PSVersionTable.PSVersion)."
Write-Output "Pester: $($result.PassedCount) passed, $failed failed, $($result.SkippedCount) skipped"
exit [int]($failed -gt 0)
