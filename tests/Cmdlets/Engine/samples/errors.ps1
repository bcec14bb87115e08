# Which errors end what, and how they name themselves.
Get-Content /nope; $?; 'goes on'; $error.Count
Get-Content /nope -ErrorAction Ignore; $error.Count
Get-Content /nope -ErrorAction SilentlyContinue -ErrorVariable e; $error.Count; $e.Count; "$($e[0])"; $e[0].FullyQualifiedErrorId; "$($e[0].CategoryInfo)"; $e[0].Exception.GetType().FullName; $e[0].TargetObject
try { throw 'boom' } catch { "c: $_"; $_.FullyQualifiedErrorId; "$($_.CategoryInfo)"; $_.Exception.GetType().Name } finally { 'f' }
try { 1 / 0 } catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo)"; "$_" }
try { 1 / 0 } catch [System.DivideByZeroException] { 'div' }
try { [int]'abc' } catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo)"; "$_" }
try { Get-Nope } catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo)"; $_.Exception.GetType().Name }
try { Get-Content /nope -ErrorAction Stop } catch [System.Management.Automation.ItemNotFoundException] { 'typed' } catch { 'other' }
try { try { throw 'a' } finally { 'fin' } } catch { "outer $_" }
try { $null.Foo() } catch { $_.FullyQualifiedErrorId; "$_" }
try { 'a'.Substring(5) } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name; $_.Exception.InnerException.GetType().Name }
try { Select-Object -Bogus 1 } catch { $_.FullyQualifiedErrorId; "$_" }
try { 1 | Select-Object -First x } catch { $_.FullyQualifiedErrorId; "$_" }
try { Select-Object -First } catch { $_.FullyQualifiedErrorId; "$_" }
try { Write-Error 'bad' -ErrorId Foo -Category InvalidData -TargetObject 5 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo)" }
try { [System.DayOfWeek]'zzz' } catch { "$_" }
try { throw [System.ArgumentException]::new('own') } catch { $_.Exception.GetType().Name; "$_"; $_.FullyQualifiedErrorId }
try { try { 1 / 0 } catch { throw } } catch { "again: $_" }
1..2 | ForEach-Object { if ($_ -eq 1) { Get-Content /nope }; $_ }
1 / 0; 'after a statement'
$ErrorActionPreference = 'SilentlyContinue'; Get-Content /nope; 1 / 0; 'quiet'
$ErrorActionPreference = 'Stop'
try { Get-Content /nope } catch { 'stopped' }
Get-Content /nope
'never'
