BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'New-KlpKernel' {
    It 'boots the newest release on the symbols that it was recorded with' {
        $kernel = New-KlpKernel -Name newest -Overwrite
        $kernel | Should -BeOfType KlpShell.KernelInfo
        $kernel.Release | Should -Be (Get-KlpRelease | Select-Object -Last 1).Name
        $kernel.SymbolCount | Should -BeGreaterThan 10000
        $kernel.IsCurrent | Should -BeTrue
    }
    It 'boots a manifest by name, by file, and from the pipeline' {
        (New-KlpKernel -Path small -Name a -Overwrite).Path | Should -BeLike '*small.yaml'
        (New-KlpKernel -Path $PSScriptRoot/manifests/kernels/small.yaml -Name b -Overwrite).SymbolCount | Should -Be 10
        (Get-Item $PSScriptRoot/manifests/kernels/small.yaml | New-KlpKernel -Name c -Overwrite).Name | Should -Be c
        (Get-KlpManifest small | New-KlpKernel -Name d -Overwrite).Name | Should -Be d
    }
    It 'takes a release, or another kernel to boot the same again, from the pipeline' {
        (Get-KlpRelease b700e7f03d | New-KlpKernel -Name piped -Overwrite).Release | Should -Be b700e7f03d
        ('b700e7f03d' | New-KlpKernel -Name piped -Overwrite).Release | Should -Be b700e7f03d
        $kernel = New-TestKernel
        ($kernel | New-KlpKernel -Name again -Overwrite).Path | Should -Be $kernel.Path
    }
    It 'takes a patch level of a release, or a longer hash, and refuses what never was' {
        (New-KlpKernel b700e7f03df5 -Name hash -Overwrite).Release | Should -Be b700e7f03d
        $errors = Get-OnlyError { New-KlpKernel 3.18 }
        $errors[0].FullyQualifiedErrorId | Should -Be 'ReleaseUnknown,KlpShell.Commands.NewKlpKernelCommand'
        $errors[0].Exception.Message | Should -BeLike '*b700e7f03d*'
    }
    It 'gives each a name of its own, and takes no other one''s place unasked' {
        $null = New-TestKernel twice
        $errors = Get-OnlyError { New-KlpKernel -Path small -Name twice }
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'KernelExists,*'
        $names = (New-KlpKernel -Path small).Name, (New-KlpKernel -Path small).Name
        $names[0] | Should -Not -Be $names[1]
    }
    It 'takes a symbol table of one''s own, and says what is wrong with a bad one' {
        Set-Content TestDrive:/map "ffffffff81000000 T _text`nffffffff81001000 t cmdline_proc_show`nffffffff81002000 T _etext"
        (New-KlpKernel -Path small -SymbolTable TestDrive:/map -Name map -Overwrite).SymbolCount | Should -Be 3
        Set-Content TestDrive:/zero "0000000000000000 T _text`n0000000000000000 t cmdline_proc_show"
        (Get-OnlyError { New-KlpKernel -Path small -SymbolTable TestDrive:/zero -Name zero })[0].FullyQualifiedErrorId | Should -BeLike 'SymbolTableUnusable,*'
    }
    It 'boots nothing with -WhatIf' {
        New-KlpKernel -Path small -Name never -WhatIf | Should -BeNullOrEmpty
        Get-KlpKernel never* | Should -BeNullOrEmpty
    }
    It 'is quick on a kernel that was read before' {
        $null = New-TestKernel quick
        (Measure-Command { foreach ($i in 1..50) { $null = New-TestKernel quick } }).TotalMilliseconds / 50 | Should -BeLessThan 20
    }
}

Describe 'Get-, Select- and Remove-KlpKernel' {
    BeforeEach { $null = Get-KlpKernel | Remove-KlpKernel }
    It 'lists, selects and removes, by name, wildcard and object' {
        $a = New-TestKernel a
        $null = New-TestKernel b
        (Get-KlpKernel).Name | Should -Be a, b
        (Get-KlpKernel -Current).Name | Should -Be b
        ($a | Select-KlpKernel -PassThru).IsCurrent | Should -BeTrue
        (Get-KlpKernel -Current).Name | Should -Be a
        Remove-KlpKernel a -WhatIf
        (Get-KlpKernel).Count | Should -Be 2
        Remove-KlpKernel *
        Get-KlpKernel | Should -BeNullOrEmpty
    }
    It 'says what to type when there is no kernel' {
        $errors = Get-OnlyError { Get-KlpPatch }
        $errors[0].FullyQualifiedErrorId | Should -Be 'NoKernel,KlpShell.Commands.GetKlpPatchCommand'
        $errors[0].Exception.Message | Should -BeLike '*New-KlpKernel*'
    }
    It 'is quiet for wildcards, and non-terminating for names' {
        Get-KlpKernel none* -ErrorVariable none | Should -BeNullOrEmpty
        $none | Should -BeNullOrEmpty
        $null = New-TestKernel a
        (Get-KlpKernel none, a -ErrorAction SilentlyContinue).Name | Should -Be a
        { Get-KlpKernel none -ErrorAction Stop } | Should -Throw -ErrorId 'KernelNotFound,KlpShell.Commands.GetKlpKernelCommand'
    }
    It 'takes a kernel by name or object for any command' {
        $a = New-TestKernel a
        $null = New-TestKernel b
        Enable-KlpPatch first -Kernel a
        Get-KlpPatch | Should -BeNullOrEmpty
        (Get-KlpPatch -Kernel $a).Name | Should -Be first
        ($a | Get-KlpPatch).Name | Should -Be first
        (Get-KlpKernel | Get-KlpPatch).Kernel | Should -Be a
        (Get-OnlyError { Get-KlpPatch -Kernel none })[0].FullyQualifiedErrorId | Should -BeLike 'KernelNotFound,*'
    }
}

Describe 'Checkpoint-, Restore- and Step-KlpKernel' {
    BeforeEach { $kernel = New-TestKernel }
    It 'goes back to a checkpoint, as often as one likes' {
        $checkpoint = Checkpoint-KlpKernel clean
        Enable-KlpPatch first
        $checkpoint | Restore-KlpKernel
        Get-KlpPatch | Should -BeNullOrEmpty
        Get-KlpLog | Should -BeNullOrEmpty
        Enable-KlpPatch first
        Restore-KlpKernel clean -WhatIf
        (Get-KlpPatch).Name | Should -Be first
        (Restore-KlpKernel clean -PassThru).PatchCount | Should -Be 0
    }
    It 'takes the newest when none is named' {
        $null = Checkpoint-KlpKernel
        Enable-KlpPatch first
        $null = Checkpoint-KlpKernel
        Disable-KlpPatch first
        Restore-KlpKernel
        (Get-KlpPatch first).State | Should -Be Enabled
        (Get-KlpKernel -Current).Checkpoints.Count | Should -Be 2
    }
    It 'refuses names that are not there, or there already' {
        (Get-OnlyError { Restore-KlpKernel none })[0].FullyQualifiedErrorId | Should -BeLike 'CheckpointNotFound,*'
        $null = Checkpoint-KlpKernel one
        (Get-OnlyError { Checkpoint-KlpKernel one })[0].FullyQualifiedErrorId | Should -BeLike 'CheckpointExists,*'
        (Checkpoint-KlpKernel one -Overwrite).Checkpoint | Should -Be one
    }
    It 'lets time pass, and never back' {
        (Step-KlpKernel 2.5 -PassThru).Time.TotalSeconds | Should -Be ($kernel.Time.TotalSeconds + 2.5)
        (Step-KlpKernel -Duration 0:01:00 -PassThru).Time.TotalSeconds | Should -Be ($kernel.Time.TotalSeconds + 62.5)
        Step-KlpKernel 100 -WhatIf
        (Get-KlpKernel -Current).Time.TotalSeconds | Should -Be ($kernel.Time.TotalSeconds + 62.5)
        (Get-OnlyError { Step-KlpKernel -Duration (-[timespan]::FromSeconds(1)) })[0].FullyQualifiedErrorId | Should -BeLike 'TimeGoesForward,*'
    }
}

Describe 'Get-KlpRelease' {
    It 'lists and looks up' {
        (Get-KlpRelease).Name | Should -Contain b700e7f03d
        (Get-KlpRelease b7*).Era | Should -Be Original
        (Get-OnlyError { Get-KlpRelease 2.6 })[0].FullyQualifiedErrorId | Should -BeLike 'ReleaseUnknown,*'
    }
}
