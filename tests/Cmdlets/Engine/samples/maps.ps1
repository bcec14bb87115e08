[ordered]@{name = 'x'; list = 1, 2; none = $null }
