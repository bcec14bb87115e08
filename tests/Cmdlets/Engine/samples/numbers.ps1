# What numbers are, widen to and print as.
1 + 1; 7 / 2; 6 / 3; 5 % 3; -7 % 3; 2 - -2; -(2 + 3); +3
2147483647 + 1; 9223372036854775807 + 1; 1.5 + 1; '3' + 4; 3 + '4'; 10 / 4 * 2
0xff; 0x10; 0xffffffff; 0xffffffff81000000; 0xffffffff81000000ul; 1kb; 10mb; 1e3; 5l; 5d; 0.1 + 0.2; 1 / 3; 1e20; 100000.5
(0xff).GetType().Name; (5l).GetType().Name; (1e3).GetType().Name; (5d).GetType().Name; ([ulong]1 + 1).GetType().Name; (2147483647 + 1).GetType().Name; (7 / 2).GetType().Name; (6 / 3).GetType().Name
[int]2.5; [int]3.5; [int]'0x10'; [long]'12'; [double]'1.5'; [int]$null; [int]$true; [int][char]'a'; [char]65; [bool]'false'; [bool]0; [bool]'0'; [bool]@(); [bool]@(0)
[math]::Max(1, 2); [math]::Pow(2, 10); [int]::MaxValue; [ulong]::MaxValue
$x = 5; $x += 2; $x; $x *= 2; $x; $x -= 1; $x /= 3; $x; $x %= 2; $x
