BeforeAll {
    . $PSScriptRoot/common.ps1
    $bad = Join-Path $TestDrive bad.yaml
    Set-Content $bad "kind: Livepatch`nname: bad`nobjcets: []`nobjects:`n  - name: vmlinux`n    functions:`n      - old_nam: x"
}

Describe 'Import-KlpManifest' {
    It 'reads by name, path, wildcard and from the pipeline' {
        $manifest = Import-KlpManifest first
        $manifest | Should -BeOfType KlpShell.ManifestInfo
        $manifest.Kind | Should -Be Livepatch
        $manifest.Functions | Should -Be cmdline_proc_show
        (Import-KlpManifest $PSScriptRoot/manifests/livepatches/of_*.yaml).Count | Should -Be 4
        (Get-ChildItem $PSScriptRoot/manifests/modules | Import-KlpManifest).Name | Should -Be sleeper
        (Import-KlpManifest -LiteralPath $PSScriptRoot/manifests/modules/sleeper.yaml).Name | Should -Be sleeper
    }
    It 'gives one error for each thing that is wrong, with its place' {
        $null = Import-KlpManifest $bad -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors.Count | Should -BeGreaterThan 1
        $errors | ForEach-Object { $_.FullyQualifiedErrorId | Should -Be 'ManifestInvalid,KlpShell.Commands.ImportKlpManifestCommand' }
        $errors[0].TargetObject.Line | Should -Be 3
        $errors[0].TargetObject.LineText | Should -BeLike 'objcets*'
        $errors[0].Exception.Message | Should -BeLike "*bad.yaml:3:1*objects*"
        $errors[0].TargetObject.Rendered | Should -Match '\n.*\^'
    }
    It 'gives one error, and goes on, where a wildcard leads through a folder that isn''t there' {
        $found = Import-KlpManifest (Join-Path $TestDrive nowhere/*.yaml), first -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors.FullyQualifiedErrorId | Should -Be 'HostPathNotFound,KlpShell.Commands.ImportKlpManifestCommand'
        $found.Name | Should -Be first
    }
    It 'says so where there is no file' {
        $null = Import-KlpManifest /no/such.yaml -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ManifestUnreadable,*'
    }
}

Describe 'Test-KlpManifest' {
    It 'gives a Boolean, and the problems with -Verbose' {
        Test-KlpManifest first | Should -BeTrue
        Test-KlpManifest $bad | Should -BeFalse
        $said = Test-KlpManifest $bad -Verbose 4>&1
        "$said" | Should -BeLike '*objcets*^*'
    }
    It 'is false for a file that isn''t there, and says so' {
        Test-KlpManifest ./nowhere.yaml -ErrorAction SilentlyContinue -ErrorVariable missing | Should -BeFalse
        $missing[0].FullyQualifiedErrorId | Should -BeLike 'ManifestUnreadable,*'
        (Get-OnlyError { $null = Test-KlpManifest secnod })[0].Exception.Message | Should -BeLike '*no such file*'
    }
}

Describe 'Get-KlpManifest' {
    It 'lists those in the folders, by kind and wildcard' {
        (Get-KlpManifest -Kind Livepatch).Name | Should -Contain livepatch_sample
        (Get-KlpManifest of_*).Count | Should -Be 4
        (Get-OnlyError { Get-KlpManifest nowhere })[0].FullyQualifiedErrorId | Should -BeLike 'ManifestNotFound,*'
    }
}

Describe 'New-KlpManifest' {
    It 'writes a <kind> that reads back without an error, and works' -ForEach @(@{ Kind = 'Livepatch' }, @{ Kind = 'Module' }, @{ Kind = 'Kernel' }) {
        $path = Join-Path $TestDrive "$kind.yaml"
        $made = New-KlpManifest "my_$kind" $kind -Description 'says "so": #1' -Path $path
        $made.Kind | Should -Be $kind
        $made.Description | Should -Be 'says "so": #1'
        Test-KlpManifest $path | Should -BeTrue
        (Get-OnlyError { New-KlpManifest x $kind -Path $path })[0].FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        switch ($kind) {
            Kernel { (New-KlpKernel -Path $path -Name scaffold -Overwrite).Name | Should -Be scaffold }
            Module { $null = New-TestKernel; (Add-KlpModule -Path $path -PassThru).Functions | Should -Contain example }
            Livepatch { $null = New-TestKernel; (Enable-KlpPatch -Path $path -PassThru).State | Should -Be Enabled }
        }
    }
    It 'takes functions from the pipeline, by object' {
        $null = New-TestKernel
        $text = Get-KlpSymbol cmdline_proc_show, version_proc_show | New-KlpManifest both
        $text | Should -BeLike '*old_name: cmdline_proc_show*old_name: version_proc_show*'
        New-KlpManifest never -Path (Join-Path $TestDrive never.yaml) -WhatIf | Should -BeNullOrEmpty
        Join-Path $TestDrive never.yaml | Should -Not -Exist
        (Get-OnlyError { New-KlpManifest x -Path /no/such/folder/x.yaml })[0].FullyQualifiedErrorId | Should -BeLike 'FileUnwritable,*'
    }
    It 'loads a file of several documents once when they come down a pipe' {
        $null = New-TestKernel
        $path = Join-Path $TestDrive several.yaml
        Set-Content $path 'kind: Module', 'name: one', '---', 'kind: Module', 'name: two'
        (Import-KlpManifest $path | Add-KlpModule -PassThru).Name | Should -Be one, two
        $errors = Get-OnlyError { Import-KlpManifest $path | Add-KlpModule }
        $errors.Count | Should -Be 2
        $errors.FullyQualifiedErrorId | Should -BeLike 'ModuleAlreadyLoaded,*'
    }
}

Describe 'A manifest''s error on the screen' {
    It 'shows the line with a mark under the place' {
        $file = Join-Path $TestDrive bad.yaml
        Set-Content $file "kind: Livepatch`nname: bad`nobjects:`n  - name: vmlinux`n    functions:`n      - old_name: cmdline_proc_show`n        sympos: many`n        body: []"
        $NoColor = $env:NO_COLOR
        $env:NO_COLOR = 1
        try { $text = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "Import-Module '$Root/KlpShell.psd1'; Import-KlpManifest '$file'" 2>&1 } finally { $env:NO_COLOR = $NoColor }
        "$($text -join "`n")" | Should -BeLike "*`n   7 | sympos: many`n     |         ^`n*"
    }
}
