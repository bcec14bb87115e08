# Views from a compiled module's file.
Import-Module $env:KLP_PROBE
Get-Widget
Get-Widget alpha, ('long' * 5) -Colour Blue | Format-Table -AutoSize
Get-Widget one | Format-List
Get-Widget one | Format-List *
Get-Widget | Format-Table Name, Size
Get-Widget -As Plain | Format-Table
Get-Widget | Group-Object Colour -NoElement
Get-Widget | Format-List Name, @{n = 'D'; e = { $_.Size * 2 } }; Get-Widget | Out-String -Stream | Where-Object { $_ } | ForEach-Object Trim
Get-Widget | ConvertTo-Json -Compress -Depth 1; Get-Widget a | Select-Object * | ConvertTo-Json; Get-Widget a -As Plain | ConvertTo-Json -Compress
'end'
