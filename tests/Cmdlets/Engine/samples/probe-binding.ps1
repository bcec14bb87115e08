# A compiled module's cmdlets: how words and objects find their parameters.
Import-Module $env:KLP_PROBE
Get-Import; Import-Module $env:KLP_PROBE; Get-Import
Test-Binding 5; Test-Binding -Number '0x10'; Test-Binding -Address 18446744073709551615 -Span 0:1:0 -Colour gr; Test-Binding -Widget foo -Map @{a = 1 } -Numbers 1, '2'; Test-Binding -Maybe $true -Doubled 4
Test-Binding 1 2 3; Test-Binding -Nope 1; Test-Binding -Col:blue -Num:3; Test-Binding -Numbers 5; Test-Binding -Maybe 1; Test-Binding -Word abc; Test-Binding -Span 5; Test-Binding -Widget 5; Test-Binding -Numbers $null; Test-Binding -Address 1.5
foreach ($try in { Test-Binding -Address -1 }, { Test-Binding -Address 0xffffffff81000000 }, { Test-Binding -Colour mauve }, { Test-Binding -Word ABC1 }, { Test-Binding -Word '' }, { Test-Binding -Doubled x }, { Test-Binding -N 1 }, { Test-Binding -Number }, { Test-Binding -Number 1 -Number 2 }, { Test-Binding -Span abc }, { Test-Binding -Numbers a }, { Set-Widget -Id 11 }, { Set-Widget -Id 1 -Name b }, { Get-Widget -Nope }, { Test-Binding -Word a, b }, { Test-Binding -Number 1, 2 }, { Test-Binding -Colour 1, 2 }, { Test-Binding -Map 5 }, { Test-Binding -Maybe x }, { Test-Binding -Address $null }, { Test-Binding -Address abc }) {
    try { & $try } catch { $_.FullyQualifiedErrorId; "$_"; "$($_.CategoryInfo)" }
}
Get-Widget | Set-Widget; Set-Widget a -WhatIf; Set-Widget -Id 3; Set-Widget a -Confirm:$false; [pscustomobject]@{Label = 'viaalias' } | Set-Widget
[pscustomobject]@{Nope = 1 } | Set-Widget -ErrorVariable e 2>$null; $e[0].FullyQualifiedErrorId; 'q' | Set-Widget -ErrorVariable e 2>$null; $e[0].FullyQualifiedErrorId
Set-Widget 'q' -WhatIf; $WhatIfPreference = $true; Set-Widget a; $WhatIfPreference = $false
(gwid).Name; (gwid x).Greet('y'); (Get-Widget a -As Array).Count
[KlpShell.Probe.Colour]::Blue; [KlpShell.Probe.Widget]::Parse('zed').Size; ([KlpShell.Probe.Widget]'abc').Name; [KlpShell.Probe.Colour]'re'
Get-Widget a, b -Colour bl | ConvertTo-Json
Get-Widget a | Get-Member -MemberType Properties | ForEach-Object Definition
Get-Command -Module Probe | ForEach-Object Name; (Get-Module Probe).Version.ToString(); Get-Command Set-Widget -Syntax
