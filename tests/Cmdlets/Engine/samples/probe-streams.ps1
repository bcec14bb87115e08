# Errors and messages of a compiled module's cmdlets.
Import-Module $env:KLP_PROBE
1, 2 | Invoke-Failure 2>$null; 1, 2 | Invoke-Failure Terminate 2>$null; 'on'
foreach ($how in 'Write', 'Terminate', 'Throw') {
    try { Invoke-Failure $how -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName; "$_"; $_.TargetObject; $_.InvocationInfo.MyCommand.Name; "$($_.CategoryInfo)" }
}
Write-Stream 3>$null; Write-Stream -WarningVariable w -OutVariable o 3>$null | Out-Null; $w.Count; $o.Count; "$w"; Write-Stream -Verbose 4>$null 3>$null | ForEach-Object { "$_" }
Write-Stream -WarningAction SilentlyContinue
try { Write-Stream -WarningAction Stop 3>$null } catch { $_.FullyQualifiedErrorId }
& { $v = 1 }; "[$v]"
