# Quoting, expansion, and what becomes text how.
"$(1, 2)"; "x$([int])"; "$null-"; "$true"; "a`tb"; "$(1.50)"; "$(1 / 3)"; [string](1, 2); "${HOME}" -eq $HOME
$h = @{a = 1 }; "$h"; "$($h.a) and $(@(1, 2).Count)"; "`$x"; 'it''s'; "say ""hi"""; "a$(1 + 1)b"
@"
here $(1 + 1)
  "quoted" 'both'
"@
@'
as $it is
'@
$a = 1, 2, 3; "$a"; "$a[1]"; "$($a[1])"; "$([pscustomobject]@{A = 1; B = 'x' })"; "$([datetime]'2020-01-02T03:04:05')"
'abc'.Length; 'abc'.ToUpper(); 'abc'.Substring(1, 1); 'a,b'.Split(',').Count; 'abc'.Contains('b'); 'abc'.IndexOf('c'); 'abc'[1]; 'abc'[-1]; ' x '.Trim(); 'abc'.Replace('b', 'x'); 'abc'.PadLeft(5, '.')
'a,b;c' -split ',|;'; 'a b  c' -split '\s+'; -split ' a  b '; 'a,b,c' -split ',', 2; 'x', 'y' -join '-'; -join ('a', 'b')
'abc' -replace 'b', 'x'; 'abc' -replace '(b)', '[$1]'; 'abc' -replace 'B'; 'abc' -creplace 'B', 'x'; 'a1b2' -replace '\d', { [int]$_.Value + 1 }
'abc' -match '(b)(?<last>c)'; $Matches[0]; $Matches[1]; $Matches.last; 'abc' -notmatch 'z'; 'a', 'bc' -match 'b'
'abc' -like 'A*'; 'abc' -clike 'A*'; 'abc' -notlike '*b*'; 'a[1]' -like 'a`[1`]'; 'b' -like '[a-c]'; 'ab', 'cd' -like 'a*'
'a.b' -split '.', 0, 'simplematch'; '{0}-{1}' -f 1, 2; '{0,-5}|' -f 'ab'; '{{}}' -f 1; "$"; "100%"; "a@b.c"; $i = 5; "$i$i"; "$i.Length"; "$i`:x"; 'a' + 1 + 2; 1 + '2'; '5' * 3; $null + 'a'
