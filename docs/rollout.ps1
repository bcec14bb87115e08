# Rolls live patches out on a kernel, as an operations script would: a plan first, then the patches one by one, each waited for and taken
# back where it stalls, and a verdict at the end. It runs in pwsh and in klpsh alike.
#
#   klpsh docs/rollout.ps1 debian-6.12 livepatch_sample two_functions
#   pwsh docs/rollout.ps1 debian-6.12 livepatch_sample
#
# The first argument is a kernel: a manifest, or a checkpoint that Checkpoint-KlpKernel -Path wrote (*.klp). The others are live patches. It
# exits with
#
#   0  all patches are in place, and the kernel is well
#   1  all are in place, and something wants attention
#   2  something is broken
#   3  a patch was refused
#   4  a patch stalled, and was taken back
#  64  it wasn't told what to do

if ($args.Count -lt 2) {
    Write-Output 'usage: rollout.ps1 KERNEL PATCH...'
    exit 64
}

if (-not (Get-Command New-KlpKernel -ErrorAction SilentlyContinue)) { Import-Module (Join-Path $PSScriptRoot ../KlpShell.psd1) }
$kernel = $args[0]
$patches = $args[1..($args.Count - 1)]
$seconds = 15

if ($kernel -like '*.klp') {
    Restore-KlpKernel -Path $kernel -ErrorAction Stop
} else {
    $null = New-KlpKernel -Path $kernel -Name rollout -Overwrite -ErrorAction Stop
}

Write-Output '== Plan =='
foreach ($patch in $patches) {
    $plan = Get-KlpPatchPlan $patch -Horizon $seconds -ErrorAction Stop
    Write-Output "$($patch): $($plan.Outcome)"
    foreach ($check in $plan.Checks) {
        if (-not $check.Passed) { Write-Output "  $check" }
    }
    foreach ($conflict in $plan.Conflicts) { Write-Output "  $conflict" }
    foreach ($task in $plan.HeldUpBy) { Write-Output "  held up by $task" }
}

Write-Output '== Rollout =='
foreach ($patch in $patches) {
    try {
        $null = Enable-KlpPatch $patch -Wait -Timeout $seconds -Rollback -ErrorAction Stop
        Write-Output "$($patch): in place"
    } catch {
        $problem = $_.Exception
        Write-Output "$($patch): $($problem.ErrorId)"
        foreach ($line in $problem.LogLines) { Write-Output "  $line" }
        foreach ($task in $problem.BlockingTasks) {
            Write-Output "  held up by $task"
            foreach ($function in $task.Stack) { Write-Output "    $function" }
        }
        if ($problem.ErrorId -like '*TimedOut' -or $problem.ErrorId -eq 'TransitionRolledBack') { exit 4 }
        exit 3
    }
}

Write-Output '== Verdict =='
$status = Get-KlpStatus
Write-Output "$($status.Verdict), time $($status.Time.TotalSeconds) s, taint $($status.TaintLetters)"
foreach ($problem in $status.Problems) { Write-Output "  $problem" }
foreach ($function in $status.Functions) { Write-Output "  $($function.Object):$($function.Name) is $($function.Winner)'s" }
Write-Output "mended: $($status.Cves -join ', ')"
exit $status.ExitCode
