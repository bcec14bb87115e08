# Branches, loops, and what a statement gives.
if (1 -eq 2) { 'no' } elseif ($true) { 'yes' } else { 'x' }
if (@()) { 'no' } else { 'empty is false' }
foreach ($i in 1..5) { if ($i -eq 2) { continue }; if ($i -eq 4) { break }; $i }
foreach ($none in $null) { 'never' }
foreach ($one in 5) { "one $one" }
$x = if ($true) { 5 }; $x
$y = foreach ($n in 1..3) { $n * 2 }; "$y"
$z = 1..3 | ForEach-Object { $_ }; $z.Count
$nothing = 1..3 | Where-Object { $_ -gt 5 }; $null -eq $nothing; $nothing | ForEach-Object { 'never' }; @($nothing).Count
& { $args[0] + 1 } 5; $b = { $_ * 2 }; 3 | ForEach-Object $b; & { $r = 1 }; "[$r]"; & { return 1; 2 }; (& { 1; 2 }).Count
$name = 'Write-Output'; & $name dynamic
Write-Output a b c; Write-Output a, b; Write-Output -InputObject a, b; Write-Output -- -dash; Write-Output 0x10 1.50 -5
1..3 | ForEach-Object { if ($_ -eq 2) { return }; $_ }
1..3 |
    ForEach-Object { $_ } |
    Select-Object -First 2
Write-Output one `
    two
$LASTEXITCODE -eq $null; $?; $PSScriptRoot.Length -gt 0; $args.Count
exit 3
