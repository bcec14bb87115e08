Import-Module $env:KLP_PROBE
Get-Widget a, b -As Plain
