# The original era: what the very first livepatch commit does to the functions of today's Debian kernel. It runs in pwsh and in klpsh.
# tour.ps1 shows the core of 6.12, tour-stacking.ps1 that of 4.1.
if (-not (Get-Module KlpShell)) { Import-Module (Join-Path $PSScriptRoot '../KlpShell.psd1') }

Write-Output '', '== Debian''s 6.12, its real symbols; the livepatch core of the first commit =='
New-KlpKernel -Path debian-6.12-first-commit -Name original -Overwrite | Format-Table Name, Release, SymbolCount, TraceableCount, CpuCount

Write-Output '== Before: the function runs its own code, and its five bytes are a NOP =='
$before = Get-KlpSysfs /proc/cmdline
Write-Output "/proc/cmdline: $($before.Value)"
Get-KlpFunction cmdline_proc_show | Format-Table Name, State, EntryBytes, Traceable

Write-Output '== What would happen, worked out on a copy of the kernel =='
Enable-KlpPatch livepatch_sample -WhatIf

Write-Output '', '== The patch is loaded: its module''s init registers and enables it =='
Enable-KlpPatch livepatch_sample
$during = Get-KlpSysfs /proc/cmdline
Write-Output "/proc/cmdline: $($during.Value)", ''

Write-Output '== The way of a call: entry bytes, trampoline, handler, new function =='
Get-KlpTrampoline | Format-Table Function, EntryBytes, Shared
$call = Invoke-KlpFunction cmdline_proc_show -Trace
$call.Trace | Format-Table Depth, Function, EntryBytes, Ran

Write-Output '== Two patches of one function: built as kpatch does, and as kGraft does =='
Step-KlpKernel 1
Enable-KlpPatch kpatch_style, kgraft_style
$function = Get-KlpFunction loadavg_proc_show
Write-Output "Who hooks it:               $($function.Hooks -join ', ')"
Write-Output "Who was enabled first wins: $($function.Winner)"
Disable-KlpPatch kpatch_style
$function = Get-KlpFunction loadavg_proc_show
Write-Output "With that one off:          $($function.Winner)"
Enable-KlpPatch kpatch_style
$function = Get-KlpFunction loadavg_proc_show
Write-Output "With it on again, behind:   $($function.Winner)", ''

Write-Output '== Off again: a 0 is written to the patch''s file =='
Step-KlpKernel 1
Disable-KlpPatch livepatch_sample
$after = Get-KlpSysfs /proc/cmdline
Write-Output "/proc/cmdline: $($after.Value)"
Get-KlpPatch | Format-Table Name, State, Position, RefCount
Get-KlpSysfs livepatch_sample -Recurse | Format-Table Mode, Value, Path
try {
    Remove-KlpModule livepatch_sample -ErrorAction Stop
} catch {
    Write-Output "rmmod is refused: $($_.Exception.ErrorId), $($_.Exception.Errno) $($_.Exception.ErrorNumber)", ''
}

Write-Output '== What the kernel logged =='
Get-KlpLog -Raw

Write-Output '', '== And how it is =='
$status = Get-KlpStatus
Write-Output "$($status.Verdict), tainted $($status.TaintLetters)"
foreach ($problem in $status.Problems) { Write-Output "- $problem" }
if ($after.Value -eq $before.Value) { Write-Output 'The end: /proc/cmdline says what it said at the beginning.' }
