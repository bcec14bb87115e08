Import-Module $env:KLP_PROBE
Get-Widget a, b, c -As Stamp
Get-Widget z
