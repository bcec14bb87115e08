# Once a table has taken its widths from what is in it, those after it do so, too.
Import-Module $env:KLP_PROBE
Get-Widget a -Size 2
Get-Widget a, bb -Size 2 | Format-Table Name, Colour
'text'
Get-Widget a -Size 2
Get-Widget a -Size 2 | Format-Table
