# What every file of tests begins with: the built module (a copy of it, when run.ps1 made one), and small kernels to try things on.

$Root = if ($env:KLP_MODULE) { $env:KLP_MODULE } else { Split-Path (Split-Path $PSScriptRoot) }
Import-Module (Join-Path $Root 'KlpShell.psd1') -Force
$env:KLPSHELL_MANIFESTS = Join-Path $PSScriptRoot 'manifests'

function New-TestKernel {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Only in memory, only in tests.')]
    param([string] $Name = 'test')
    New-KlpKernel -Path small -Name $Name -Overwrite
}

function Get-Completion([string] $Line) {
    ([System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null)).CompletionMatches
}

# The errors that a command gave; what else it wrote is dropped.
function Get-OnlyError([scriptblock] $Command) {
    $ErrorActionPreference = 'Continue'
    & $Command 3>$null 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }
}
