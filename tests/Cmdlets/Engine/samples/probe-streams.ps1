# Errors and messages of a compiled module's cmdlets.
Import-Module $env:KLP_PROBE
1, 2 | Invoke-Failure 2>$null; 1, 2 | Invoke-Failure Terminate 2>$null; 'on'
foreach ($how in 'Write', 'Terminate', 'Throw', 'Advise') {
    try { Invoke-Failure $how -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName; "$_"; $_.TargetObject; $_.InvocationInfo.MyCommand.Name; "$($_.CategoryInfo)"; $_.ErrorDetails.RecommendedAction }
}
Write-Stream 3>$null; Write-Stream -WarningVariable w -OutVariable o 3>$null | Out-Null; $w.Count; $o.Count; "$w"; Write-Stream -InformationVariable iv 3>$null | Out-Null; "$iv"; Write-Stream -Verbose 4>&1 3>$null | ForEach-Object { "$_" }
Write-Stream -WarningAction SilentlyContinue -InformationAction Continue
try { Write-Stream -WarningAction Stop 3>$null } catch { $_.FullyQualifiedErrorId }
1, 2 | Invoke-Block { $args[0] + 1 }; $ranBlock; try { Invoke-Block { 1 / 0; 'after' } } catch { "$_"; $_.FullyQualifiedErrorId }; try { Invoke-Block { throw 'in' } } catch { "caught $_ $($_.FullyQualifiedErrorId)" }; Invoke-Block { $v = 1 }; "[$v]"
