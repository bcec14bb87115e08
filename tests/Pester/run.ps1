# Runs the tests of this folder on a copy of the built module, so that a build meanwhile disturbs nobody. The last line counts; exits 1 when anything failed.
param([string] $Path = $PSScriptRoot, [string] $PesterPath = 'Pester')

# A suite that loads the module from its own place, or runs in another version of Pester, needs a process of its own.
function Invoke-Child([string] $Suite, [string] $With) {
    $lines = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $PSCommandPath -Path $Suite -PesterPath $With
    $lines | Select-Object -SkipLast 1 | Out-Host
    if ($lines[-1] -match '^Pester: (\d+) passed, (\d+) failed, (\d+) skipped$') { [pscustomobject]@{ Passed = [int] $Matches[1]; Failed = [int] $Matches[2]; Skipped = [int] $Matches[3] } }
    else { [pscustomobject]@{ Passed = 0; Failed = 1; Skipped = 0 } }
}

$root = Split-Path (Split-Path $PSScriptRoot)
$copy = Join-Path ([IO.Path]::GetTempPath()) "klp-pester-$PID"
if (-not (Get-Module $PesterPath -ListAvailable)) {
    Write-Output 'Pester is not on this machine.', 'Pester: 0 passed, 0 failed, 1 skipped'
    exit 0
}

try {
    Import-Module $PesterPath -ErrorAction Stop
    $null = New-Item $copy -ItemType Directory
    Copy-Item (Join-Path $root KlpShell.psd1), (Join-Path $root bin), (Join-Path $root en-US), (Join-Path $root manifests), (Join-Path $root pester) $copy -Recurse
    $env:KLP_MODULE = $copy
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $Path
    $configuration.Run.PassThru = $true
    $configuration.Output.Verbosity = 'Normal'
    $result = Invoke-Pester -Configuration $configuration
} finally {
    Remove-Item $copy -Recurse -Force -ErrorAction Ignore
}

$passed, $skipped = $result.PassedCount, $result.SkippedCount
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
if ($Path -eq $PSScriptRoot) {
    # The sample suite, and what is ours inside of Pester in the other major versions that are here: installed ones, and those beside PowerShell.
    $sample = Join-Path $root docs/sample.Tests.ps1
    $children = @(Invoke-Child $sample $PesterPath)
    $others = @(Get-Module Pester -ListAvailable | ForEach-Object Path) + @(Get-ChildItem $PSHOME/*/Pester/Pester.psd1 | ForEach-Object FullName) |
        Group-Object { ([version] (Import-PowerShellDataFile $_).ModuleVersion).Major } |
        Where-Object { [int] $_.Name -ge 5 -and [int] $_.Name -ne (Get-Module Pester).Version.Major }
    foreach ($other in $others) { foreach ($suite in $sample, (Join-Path $PSScriptRoot Should.Tests.ps1)) { $children += Invoke-Child $suite $other.Group[-1] } }
    foreach ($child in $children) {
        $passed += $child.Passed
        $failed += $child.Failed
        $skipped += $child.Skipped
    }
}

Write-Output "Run with Pester $((Get-Module Pester).Version) in PowerShell $($PSVersionTable.PSVersion)."
Write-Output "Pester: $passed passed, $failed failed, $skipped skipped"
exit [int]($failed -gt 0)
