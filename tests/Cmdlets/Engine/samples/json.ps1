# The same text as ConvertTo-Json writes.
[pscustomobject]@{A = 1; B = 'x'; C = $null; D = $true; E = 1.5; F = 2.0; G = @(); H = @(1, 'two', @(3)); I = [ordered]@{x = @{} } } | ConvertTo-Json
[ordered]@{a = [datetime]'2020-01-02T03:04:05'; c = [char]'x'; d = [System.DayOfWeek]::Monday; e = "é<>&'`"\ `n `t"; f = [ulong]::MaxValue; g = 1e20; h = 0.1 } | ConvertTo-Json
1..3 | ConvertTo-Json -Compress; , 1 | ConvertTo-Json -Compress; 'x' | ConvertTo-Json; $null | ConvertTo-Json; ConvertTo-Json @(); ConvertTo-Json @(1); @{} | ConvertTo-Json
'{"a":1,"b":[1,2.5,null,true,"x\ny"],"c":{"d":{"e":1}}}' | ConvertFrom-Json | ConvertTo-Json -Depth 5 -Compress
$j = '[{"n":1},{"n":2}]' | ConvertFrom-Json; $j.n; $j.Count; ('{"a":1}' | ConvertFrom-Json).a.GetType().Name; ('{"a":{"b":[1]}}' | ConvertFrom-Json -AsHashtable).a.b.Count
