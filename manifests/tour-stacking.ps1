# The stacking era: 4.1 keeps a stack of replacements for each function, and a strict order. It runs in pwsh and in klpsh.
# tour.ps1 shows the core of 6.12, tour-original.ps1 that of the first commit.
if (-not (Get-Module KlpShell)) { Import-Module (Join-Path $PSScriptRoot '../KlpShell.psd1') }

Write-Output '', '== Linux 4.1, its real symbols =='
New-KlpKernel -Path linux-4.1 -Name stacking -Overwrite | Format-Table Name, Release, SymbolCount, TraceableCount, CpuCount

Write-Output '== Two patches of one function: the newest wins =='
Enable-KlpPatch livepatch_sample, cumulative_v1
Get-KlpPatch | Format-Table Name, State, Position, RefCount
$function = Get-KlpFunction cmdline_proc_show
Write-Output "The func stack:  $($function.FuncStack -join ' over ')"
$during = Get-KlpSysfs /proc/cmdline
Write-Output "/proc/cmdline:   $($during.Value)", ''

Write-Output '== One ops for the function, with a trampoline of its own =='
Get-KlpTrampoline cmdline_proc_show | Format-Table Function, EntryBytes, Shared
$call = Invoke-KlpFunction cmdline_proc_show -Trace
$call.Trace | Format-Table Depth, Function, EntryBytes, Ran

Write-Output '== The order is strict: what lies below can''t be taken away =='
try {
    Disable-KlpPatch livepatch_sample -ErrorAction Stop
} catch {
    Write-Output "Refused: $($_.Exception.ErrorId), $($_.Exception.Errno) $($_.Exception.ErrorNumber)", ''
}

Write-Output '== From the top down it can, and what lay below wins again =='
Step-KlpKernel 1
Disable-KlpPatch cumulative_v1
$during = Get-KlpSysfs /proc/cmdline
Write-Output "/proc/cmdline:   $($during.Value)"
Disable-KlpPatch livepatch_sample
$after = Get-KlpSysfs /proc/cmdline
Write-Output "/proc/cmdline:   $($after.Value)", ''
try {
    Enable-KlpPatch cumulative_v1 -ErrorAction Stop
} catch {
    Write-Output "On again out of order, refused: $($_.Exception.ErrorId), $($_.Exception.Errno) $($_.Exception.ErrorNumber)"
}
Enable-KlpPatch livepatch_sample, cumulative_v1
$function = Get-KlpFunction cmdline_proc_show
Write-Output "In the old order: $($function.FuncStack -join ' over ')", ''

Write-Output '== A patch waits for its module =='
Step-KlpKernel 1
Enable-KlpPatch late_module
Get-KlpFunction -Patch late_module | Format-Table Name, Object, State
Add-KlpModule tgt_mod
Get-KlpFunction -Patch late_module | Format-Table Name, Object, State
$value = Get-KlpSysfs /proc/tgt/value
Write-Output "/proc/tgt/value: $($value.Value)", ''

Write-Output '== Old and new code at once: every call takes what is there =='
Step-KlpKernel 1
Add-KlpModule pair_mod
$reader = New-KlpTask reader -Path /proc/pair
Enable-KlpPatch two_functions
Step-KlpKernel 3
$reader = Get-KlpTask $reader.ProcessId
Write-Output '/proc/pair said:', "  $($reader.Output)".TrimEnd()
$status = Get-KlpStatus
foreach ($mixed in $status.MixedExecutions) {
    Write-Output "$($mixed.Command) ran the old $($mixed.Old) and the new $($mixed.New);"
    Write-Output "the author's word on why that is safe: $($mixed.SafeBecause)"
}

Write-Output '== What the kernel logged =='
Get-KlpLog -Raw

Write-Output '', '== And how it is =='
Write-Output "$($status.Verdict), tainted $($status.TaintLetters)"
foreach ($problem in $status.Problems) { Write-Output "- $problem" }
