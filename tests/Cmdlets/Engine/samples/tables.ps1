# How objects without a view are laid out.
[pscustomobject]@{A = 1; B = 'x' }
'between'
1..2 | ForEach-Object { [pscustomobject]@{Name = "n$_"; Value = $_; Real = $_ / 2; Flag = $true } }
[pscustomobject]@{Only = 1, 2, 3, 4, 5, 6; Map = [ordered]@{y = 2 }; Inner = [pscustomobject]@{x = 1 }; None = $null } | Format-List
1..2 | ForEach-Object { [pscustomobject]@{Name = "n$_"; Value = $_ } } | Format-Table Name, @{n = 'V'; e = { $_.Value * 2 }; width = 10; alignment = 'left' }
1..2 | ForEach-Object { [pscustomobject]@{Name = "n$_" * 60; Value = 'v' * 50 } } | Format-Table -AutoSize
1..2 | ForEach-Object { [pscustomobject]@{Value = $_; Name = 'word ' * 30 } } | Format-Table -Wrap
1..2 | ForEach-Object { [pscustomobject]@{Name = 'word ' * 30; Value = $_ } } | Format-List
[pscustomobject]@{A = "two`nlines"; B = 'x' } | Format-Table
[pscustomobject]@{A = "two`nlines"; B = 'x' } | Format-List
1..2 | ForEach-Object { [pscustomobject]@{Long = 1; Number = 2.345 } } | Format-Table Long, Number | Out-String
1, 2, 2 | Group-Object
1, 2 | Measure-Object -Sum
[pscustomobject]@{Name = 'n'; Flagged = $true; Weekday = [System.DayOfWeek]::Monday; Letter = [char]'x' }
[pscustomobject]@{Name = 'n'; Flagged = $true; Weekday = [System.DayOfWeek]::Monday; Duration = [timespan]'0:1' } | Format-Table Name, Flagged, Weekday, Duration
