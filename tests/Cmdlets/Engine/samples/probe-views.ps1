# Views, types and default properties from a compiled module's files.
Import-Module $env:KLP_PROBE
Get-Widget
Get-Widget alpha, ('long' * 5) -Colour Blue | Format-Table -AutoSize
Get-Widget one | Format-List
Get-Widget one | Format-List *
Get-Widget | Format-Table Name, Size
Get-Widget -As Plain | Format-Table
Get-Widget | Group-Object Colour -NoElement
'end'
