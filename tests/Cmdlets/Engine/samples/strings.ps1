# Quoting, expansion, and what becomes text how.
"$(1, 2)"; "x$([int])"; "$null-"; "$true"; "a`tb"; "$(1.50)"; "$(1 / 3)"; [string](1, 2); "${HOME}" -eq $HOME
$h = @{a = 1 }; "$h"; "$($h.a) and $(@(1, 2).Count)"; "`$x"; 'it''s'; "say ""hi"""; "a$(1 + 1)b"
$a = 1, 2, 3; "$a"; "$a[1]"; "$($a[1])"; "$([pscustomobject]@{A = 1; B = 'x' })"; "$([datetime]'2020-01-02T03:04:05')"
'abc'.Length; 'abc'.ToUpper(); 'abc'.Substring(1, 1); 'a,b'.Split(',').Count; 'abc'.Contains('b'); 'abc'.IndexOf('c'); 'abc'[1]; 'abc'[-1]; ' x '.Trim(); 'abc'.Replace('b', 'x'); 'abc'.PadLeft(5, '.')
'x', 'y' -join '-'; 1..3 -join ''
'abc' -match '(b)(?<last>c)'; $Matches[0]; $Matches[1]; $Matches.last; 'abc' -notmatch 'z'; 'a', 'bc' -match 'b'
'abc' -like 'A*'; 'abc' -clike 'A*'; 'abc' -notlike '*b*'; 'a[1]' -like 'a`[1`]'; 'b' -like '[a-c]'; 'ab', 'cd' -like 'a*'
"$"; "100%"; "a@b.c"; $i = 5; "$i$i"; "$i.Length"; "$i`:x"; 'a' + 1 + 2; 1 + '2'; '5' * 3; $null + 'a'
