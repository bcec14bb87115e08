# Types decide by the left side; case does not count unless asked.
'a' -eq 'A'; 'a' -ceq 'A'; 'a' -ine 'A'; 1 -eq '1'; '1' -eq 1; '1.0' -eq 1; 1 -eq '1.0'; 1 -eq 1.0; '10' -gt 9; 10 -gt '9'; 'abc' -eq $true; $true -eq 'abc'; $null -eq 0; 0 -eq $null; '' -eq $null; $null -lt 1; $null -gt -1
'a' -lt 'b'; 'b' -gt 'A'; 'a' -le 'a'; 'b' -ge 'c'; [datetime]'2020-01-02' -gt '2020-01-01'; [timespan]'0:1' -gt [timespan]'0:0:30'; [version]'1.10' -gt [version]'1.9'
-not $true; !1; !'' ; 1 -and 0; 1 -or 0; 1 -xor 1; $true -and -not $false; (1 -eq 1) -and ('a' -like 'a*')
'a' -is [string]; 1 -is [int]; 1 -isnot [int]; 1.0 -is [double]; @() -is [array]; @{} -is [hashtable]; [pscustomobject]@{} -is [pscustomobject]
[System.DayOfWeek]'mon'; [System.DayOfWeek]::Monday -eq 'monday'; [System.DayOfWeek]1; 'Tuesday' -eq [System.DayOfWeek]::Tuesday; [int][System.DayOfWeek]::Friday
