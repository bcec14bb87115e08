# The everyday commands.
1..5 | Where-Object { $_ % 2 } | ForEach-Object { $_ * 10 }; 'a', 'b' | ForEach-Object ToUpper; 'abc', 'de' | ForEach-Object Length; 1..3 | ForEach-Object -Begin { 'b' } -Process { $_ } -End { 'e' }
$p = 1..4 | ForEach-Object { [pscustomobject]@{A = $_; B = "b$($_ % 2)" } }
$p | Where-Object A -GT 2 | ForEach-Object A; $p | Where-Object B -EQ b1 | ForEach-Object A; $p | Where-Object B -Like '*0' | ForEach-Object A; $p | Where-Object -Property A -In -Value 1, 2 | ForEach-Object A
$p | Select-Object B, @{n = 'C'; e = { $_.A + 1 } } -First 2 | ForEach-Object { "$_" }; $p | Select-Object -ExpandProperty A; $p | Select-Object -Last 1 | ForEach-Object A; $p | Select-Object -Skip 3 | ForEach-Object A; 1, 1, 2 | Select-Object -Unique; $p | Select-Object A* -First 1 | ForEach-Object { "$_" }
3, 1, 2 | Sort-Object; 3, 1, 2 | Sort-Object -Descending; $p | Sort-Object B, @{e = 'A'; Descending = $true } | ForEach-Object A; 1, 2, 1 | Sort-Object -Unique; $p | Sort-Object { - $_.A } | ForEach-Object A
$p | Group-Object B | ForEach-Object { "$($_.Name):$($_.Count)" }; ($p | Group-Object B -AsHashTable -AsString)['b1'].Count
$m = 1, 2, 3 | Measure-Object -Sum -Average -Maximum -Minimum; $m.Count; $m.Sum; $m.Average; $m.Maximum; $m.Minimum; ($p | Measure-Object A -Sum).Sum; @() | Measure-Object | ForEach-Object Count
[pscustomobject]@{A = 1 } | Get-Member -MemberType NoteProperty | ForEach-Object Definition
1, 2, 3 | Select-Object -First 1 -OutVariable o | Out-Null; $o.Count;
Write-Output x 2>$null; Get-Content /nope 2>$null; Write-Warning w 3>$null; Write-Output gone > $null; Write-Warning v -WarningVariable wv 3>$null; "$wv"
Join-Path a b; Join-Path /a/ /b
'x' | Out-String | ForEach-Object Length
Write-Host shown; Write-Host shown -NoNewline; Write-Host ' on'
'x', $null, 'y' | ForEach-Object { "[$_]" }; $null | ForEach-Object { 'ran' }; @() | ForEach-Object { 'no' }; , @() | ForEach-Object { 'one' }; (1, 2 | ForEach-Object { , @($_, 1) }).Count
1 | ForEach-Object { & { $_ } }; 1 | & { $input }; 'b', 'a', 'C' | Sort-Object; 'l1', 'l2' | Select-Object -Index 1
