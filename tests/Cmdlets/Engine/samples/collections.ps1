# Arrays, maps, ranges: how they are made, read, grown and compared.
(1..5).Count; (3..1) -join ' '; (1..3)[-1]; (1, 2, 3)[0, 2] -join ' '; @().Count; @($null).Count; @(1).Count; (1).Count; $null.Count; 'abc'.Count; (, 1).Count; (1, (2, 3)).Count
$a = 1, 2, 3; $a += 4; $a.Count; "$a"; $a[1] = 9; "$a"; $a[10] -eq $null; 1, 2 + 3 -join ','
$h = @{}; $h.x = 1; $h['y'] = 2; $h.Count; $h.x; $h['Y']; $h.ContainsKey('x'); $h.Remove('x'); $h.Count; $h.missing -eq $null; $h.x -eq $null
$o = [ordered]@{b = 1; a = 2; 'c d' = 3 }; $o.Keys; $o[0]; $o['a']; $o.Count; foreach ($k in $o.Keys) { "$k=$($o[$k])" }
(@{a = 1 }, @{a = 2 }).a
1, 2, 3 -gt 1; 1, 2, 1 -eq 1; 1, 2, 3 -ne 2; 1, 2 -contains 2; 'A' -in 'a', 'b'; 'A' -cin 'a', 'b'; 3 -notin 1, 2; @() -eq $null; $null -eq @(); $null -eq $null; 1, $null, 2 -eq $null
[int[]]$z = '1', '2'; $z.GetType().Name; ([string[]](1, 2)).GetType().Name; (1..3).GetType().Name; @{}.GetType().Name; [array]$one = 5; $one.Count
$p = @([pscustomobject]@{N = 1; L = 'a' }, [pscustomobject]@{N = 2; L = 'b' }); $p.N; $p.L -join ','; $p[1].L; ($p | Where-Object { $_.N -gt 1 }).L; $p.Count; $p.Nope -eq $null
