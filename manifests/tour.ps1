# A first tour: live patches on Debian's 6.12, from before the first is loaded until the last is off again. It runs in pwsh and in klpsh.
# tour-stacking.ps1 and tour-original.ps1 show the cores of 4.1 and of the first commit.
if (-not (Get-Module KlpShell)) { Import-Module (Join-Path $PSScriptRoot '../KlpShell.psd1') }

Write-Output '', '== Debian''s 6.12, its real symbols =='
New-KlpKernel -Path debian-6.12 -Name tour -Overwrite | Format-Table Name, Release, SymbolCount, TraceableCount, CpuCount

Write-Output '== Before: the function runs its own code, and its five bytes are a NOP =='
$before = Get-KlpSysfs /proc/cmdline
Write-Output "/proc/cmdline: $($before.Value)"
Get-KlpFunction cmdline_proc_show | Format-Table Name, State, EntryBytes, Traceable

Write-Output '== What would happen, worked out on a copy of the kernel =='
Enable-KlpPatch livepatch_sample -WhatIf

Write-Output '', '== The patch is loaded: its init enables it, and the tasks switch =='
Enable-KlpPatch livepatch_sample
Wait-KlpPatch livepatch_sample
$during = Get-KlpSysfs /proc/cmdline
Write-Output "/proc/cmdline: $($during.Value)", ''

Write-Output '== The way of a call: entry bytes, trampoline, handler, new function =='
$trampoline = Get-KlpTrampoline cmdline_proc_show
$trampoline | Format-Table Function, EntryBytes, Shared
Write-Output 'The trampoline''s own code saves, calls, takes back, and goes on:'
foreach ($at in 0, 32, 64, 96, 128) {
    $line = $trampoline.Code.Substring($at)
    if ($line.Length -gt 32) { $line = $line.Substring(0, 32) }
    Write-Output "  $line"
}
$call = Invoke-KlpFunction cmdline_proc_show -Trace
$call.Trace | Format-Table Depth, Function, EntryBytes, Ran

Write-Output '== A task sleeps in a function that the next patch replaces =='
Add-KlpModule sleeper_mod
$reader = New-KlpTask reader -Path /proc/sleeper-deep
Write-Output "$($reader.Command), innermost function first:"
foreach ($frame in $reader.Stack) { Write-Output "  $frame" }
Enable-KlpPatch busy_function
Get-KlpPatch | Format-Table Name, Phase, Position, RefCount

Write-Output '== The transition stalls: who holds it up, where, and since when =='
try {
    $null = Wait-KlpPatch busy_function -Timeout 20 -ErrorAction Stop
} catch {
    Write-Output "$($_.Exception.ErrorId):"
    foreach ($task in $_.Exception.BlockingTasks) {
        Write-Output "- $($task.Command) ($($task.ProcessId)): $($task.Reason) $($task.Function)"
        Write-Output "  since $($task.Since.TotalSeconds) s, $($task.State), now in $($task.Stack[0])"
    }
}
Get-KlpFunction -Patch busy_function | Format-Table Name, State, Winner, EntryBytes
$old = Get-KlpTask $reader.ProcessId
Write-Output "$($old.Command) has patch_state $($old.PatchState): it still runs the old code."
$new = Get-KlpSysfs /proc/sleeper-deep
Write-Output "Who comes anew runs the new code: $($new.Value)", ''

Write-Output '== Its wait ends: it leaves the kernel, switches, and the transition is over =='
Set-KlpSysfs /sys/module/sleeper_mod/parameters/go 1
Wait-KlpPatch busy_function
$old = Get-KlpTask $reader.ProcessId
Write-Output "$($reader.Command) has read: $($old.Output)".TrimEnd(), ''
Get-KlpPatch | Format-Table Name, Phase, Position, RefCount

Write-Output '== A cumulative patch takes the place of all others =='
Enable-KlpPatch cumulative_v1
Wait-KlpPatch cumulative_v1
Get-KlpPatch | Format-Table Name, Phase, Position, RefCount
Enable-KlpPatch cumulative_v2
Wait-KlpPatch cumulative_v2
$function = Get-KlpFunction cmdline_proc_show
Write-Output "cmdline_proc_show runs $($function.Runs) of $($function.Winner)"
Get-KlpModule | Sort-Object Name | Format-Table Name, State, RefCount, TaintLetters

Write-Output '== Off again: a 0 is written to its file, and what was replaced can go =='
Step-KlpKernel 1
Disable-KlpPatch cumulative_v2
Step-KlpKernel 2
Remove-KlpModule livepatch_sample, busy_function, cumulative_v1, cumulative_v2
$after = Get-KlpSysfs /proc/cmdline
Write-Output "/proc/cmdline: $($after.Value)"
Get-KlpFunction cmdline_proc_show | Format-Table Name, State, EntryBytes, Traceable

Write-Output '== What the kernel logged =='
Get-KlpLog -Raw

Write-Output '', '== And how it is =='
$status = Get-KlpStatus
Write-Output "$($status.Verdict), tainted $($status.TaintLetters)"
foreach ($problem in $status.Problems) { Write-Output "- $problem" }
if ($after.Value -eq $before.Value) { Write-Output 'The end: /proc/cmdline says what it said at the beginning.' }
