# Objects of many kinds in one stream: run in a kernel of its own by the tests of pwsh and of klpsh, whose output must be that of kinds.txt.
Get-KlpKernel
Get-KlpPatch
Get-KlpModule
Get-KlpFunction cmdline_proc_show
(Get-KlpFunction cmdline_proc_show).Layers
Get-KlpTrampoline
Get-KlpStatus
Get-KlpTask | Sort-Object -Descending | Select-Object -First 1
Get-KlpLog | Select-Object -First 1
Get-KlpTimeline | Select-Object -First 1
Get-KlpSysfs /sys/kernel/livepatch/first/enabled
Invoke-KlpFunction cmdline_proc_show
Get-KlpSymbol probe
Get-KlpPatchPlan second
Get-KlpRelease | Select-Object -First 1
Checkpoint-KlpKernel one
Get-KlpPatch | Sort-Object -Descending
'the end'
