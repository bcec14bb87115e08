# Odds and ends that scripts are made of.
$x = @{a = 1 }; $x.a += 1; $x.a; $a = 1, 2; $a[0] -= 1; $a[0]; $o = [pscustomobject]@{n = 1 }; $o.n += 5; $o.n; $x['b'] += 3; $x.b
"$(if ($true) {'y'} else {'n'})"; $(1; 2).Count; @(1; 2).Count; (1, 2, 3 | Select-Object -First 2).Count; "a$("b$(1 + 1)")"
if ((1..3).Count -eq 3 -and 'a' -in 'a', 'b') { 'ok' }
1..3 | ForEach-Object { $n = $_; 1..2 | ForEach-Object { "$n-$_" } }
$list = 1..5; $list[1..($list.Count - 1)] -join ','; $list[-2..-1] -join ','
foreach ($p in @{b = 1 }.GetEnumerator()) { "$($p.Key)=$($p.Value)" }; foreach ($c in 'ab') { $c }; foreach ($i in 1, 2) { foreach ($j in 1, 2) { if ($j -eq 2) { break }; "$i$j" } }
1, 2, 3 -join '-'; 'a b c'.Split(' ') -join '|'; ('x' * 3) + 'y'; (2 + 3) * 4; 2 + 3 * 4 - 1; 10 % 4 + 1; 1 + 1 -eq 2; 'a' + 'b' -eq 'ab'; -1 -lt 0; 5 -gt 3 -and 2 -lt 1; !$true -or $true
[pscustomobject]@{Name = 'a'; Value = 1 }, [pscustomobject]@{Name = 'b'; Value = 2 } | ForEach-Object { "$($_.Name): $($_.Value)" }
$r = & { 1, 2; 3 }; $r.Count
$null = 1; [void]'x'; $x = $y = 3; $x + $y; ($z = 4); $z
$d = [datetime]'2024-03-01T10:20:30'; $d.Year; $d.ToString('o'); "$d"; $d.DayOfWeek; $d.AddHours(1).Hour; $d -gt [datetime]'2024-01-01'
'a'.Equals('a'); 'b'.CompareTo('a'); [string]::Format('{0}!', 'x'); [char]::IsDigit('5'); [math]::Round(2.567, 2); [math]::PI; [int]::MinValue; [convert]::ToString(255, 16); [convert]::ToInt64('ff', 16)
try { exit 3 } finally { 'cleanup' }
