[pscustomobject]@{A = 1; Bee = 2; C = 3; D = 4; E = 5 }
[pscustomobject]@{A = 1; Bee = 2; C = 3; D = 4; E = 6 }
