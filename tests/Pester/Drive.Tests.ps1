BeforeAll {
    . $PSScriptRoot/common.ps1
    $patches = 'klp:/sys/kernel/livepatch'
}

Describe 'The klp: drive' {
    BeforeEach { $null = New-TestKernel; Enable-KlpPatch first; Set-Location $patches }
    AfterEach { Set-Location $PSScriptRoot; Get-PSDrive other, below -ErrorAction Ignore | Remove-PSDrive }

    It 'is there from the import on, with / as its root' {
        (Get-PSDrive klp).Root | Should -Be /
        (Get-PSDrive klp).Provider.Name | Should -Be Klp
        Set-Location klp:/
        (Get-ChildItem).Name | Should -Be dev, proc, sys
        Set-Location sys/kernel/livepatch/first
        $PWD.Path | Should -Be klp:/sys/kernel/livepatch/first
        Set-Location ..
        $PWD.ProviderPath | Should -Be /sys/kernel/livepatch
        Set-Location ../../..
        $PWD.Path | Should -Be klp:/
    }
    It 'reads and writes: it is the same as the cmdlets' {
        Get-Content first/enabled | Should -Be 1
        Set-Content first/enabled 0
        (Get-KlpPatch first).State | Should -Be Disabled
        1 | Set-Content klp:/sys/kernel/livepatch/first/enabled
        (Get-KlpPatch first).State | Should -Be Enabled
        (Get-KlpSysfs first/enabled).Value | Should -Be (Get-Content first/enabled)
        Set-Item first/enabled 0
        ${klp:/sys/kernel/livepatch/first/enabled} | Should -Be 0
        'a word' | Set-Content klp:/dev/kmsg
        (Get-KlpLog -Last 1).Message | Should -Be 'a word'
        Get-Content klp:/proc/cmdline | Should -Be ((Get-KlpSysfs /proc/cmdline).Value)
    }
    It 'lists modes and sizes without reading anything' {
        $file = Get-ChildItem first | Where-Object Name -EQ enabled
        $file | Should -BeOfType KlpShell.KernelFileInfo
        $file.UnixMode | Should -Be '-rw-r--r--'
        $file.Mode | Should -Be 0644
        $file.Size | Should -Be 4096
        $file.FullName | Should -Be /sys/kernel/livepatch/first/enabled
        $file.PSIsContainer | Should -BeFalse
        (Get-Item first).UnixMode | Should -Be 'drwxr-xr-x'
        (Get-Item klp:/proc/cmdline).Size | Should -Be 0
        $before = @(Get-KlpLog).Count
        Get-ChildItem klp:/ -Recurse | Should -Not -BeNullOrEmpty
        @(Get-KlpLog).Count | Should -Be $before
    }
    It 'walks trees, as deep as is asked, and picks by names' {
        (Get-ChildItem klp:/sys/kernel -Recurse).FullName | Should -Contain /sys/kernel/livepatch/first/enabled
        (Get-ChildItem klp:/sys/kernel -Recurse -Depth 1).FullName | Should -Contain /sys/kernel/livepatch/first
        (Get-ChildItem klp:/sys/kernel -Recurse -Depth 1).FullName | Should -Not -Contain /sys/kernel/livepatch/first/enabled
        (Get-ChildItem -Recurse -Filter ena*).FullName | Should -Be /sys/kernel/livepatch/first/enabled
        (Get-ChildItem -Recurse -Include ena*).FullName | Should -Be /sys/kernel/livepatch/first/enabled
        Get-ChildItem klp:/proc/sys/kernel -Name | Should -Contain tainted
        (Get-ChildItem fir*/en*).Name | Should -Be enabled
        Get-Content */enabled | Should -Be 1
        (Resolve-Path f*/e*).Path | Should -Be klp:/sys/kernel/livepatch/first/enabled
        Set-Content */enabled 0
        Get-Content first/enabled | Should -Be 0
    }
    It 'knows what is there and what is not' {
        Test-Path first/enabled | Should -BeTrue
        Test-Path first -PathType Container | Should -BeTrue
        Test-Path first/enabled -PathType Container | Should -BeFalse
        Test-Path none | Should -BeFalse
        Test-Path klp:/nowhere/at/all | Should -BeFalse
        Resolve-Path none -ErrorAction Ignore | Should -BeNullOrEmpty
        { Set-Location none -ErrorAction Stop } | Should -Throw '*does not exist*'
    }
    It 'has processes under /proc' {
        $pids = @(Get-KlpTask | Where-Object ProcessId -GT 0).ProcessId
        (Get-ChildItem klp:/proc).Name | Should -Contain "$($pids[0])"
        Get-Content "klp:/proc/$($pids[0])/comm" | Should -Be (Get-KlpTask $pids[0]).Command
    }
    It 'gives lines, or the whole as one text' {
        Get-Content klp:/proc/kallsyms -TotalCount 2 | Should -HaveCount 2
        (Get-Content klp:/proc/sys/kernel/tainted -Raw) | Should -Match "^\d+\n$"
        Get-ChildItem first | Where-Object Name -EQ enabled | Get-Content | Should -Be 1
        Get-ChildItem first | Where-Object Name -EQ enabled | Get-KlpSysfs | ForEach-Object Value | Should -Be 1
    }
    It 'gives <errno> (<id>) for <what>' -ForEach @(
        @{ Errno = 'ENOENT'; Number = 2; Id = 'FileNotFound'; What = 'reading what is not there'; Script = { Get-Content none/enabled } }
        @{ Errno = 'ENOENT'; Number = 2; Id = 'FileNotFound'; What = 'looking at what is not there'; Script = { Get-Item none } }
        @{ Errno = 'ENOENT'; Number = 2; Id = 'FileNotFound'; What = 'listing what is not there'; Script = { Get-ChildItem none } }
        @{ Errno = 'ENOENT'; Number = 2; Id = 'FileNotFound'; What = 'writing to what is not there'; Script = { Set-Content none/enabled 1 } }
        @{ Errno = 'EINVAL'; Number = 22; Id = 'ValueNotAccepted'; What = 'a bad value'; Script = { Set-Content first/enabled 2 } }
        @{ Errno = 'EINVAL'; Number = 22; Id = 'PatchAlreadyEnabled'; What = 'the same value'; Script = { Set-Content first/enabled 1 } }
        @{ Errno = 'EINVAL'; Number = 22; Id = 'ValueNotAccepted'; What = 'a bad item'; Script = { Set-Item first/enabled 2 } }
        @{ Errno = 'EISDIR'; Number = 21; Id = 'IsADirectory'; What = 'reading a directory'; Script = { Get-Content first } }
        @{ Errno = 'EISDIR'; Number = 21; Id = 'IsADirectory'; What = 'writing to a directory'; Script = { Set-Content first 1 } }
        @{ Errno = 'ENOTDIR'; Number = 20; Id = 'NotADirectory'; What = 'a path through a file'; Script = { Get-Content first/enabled/more } }
        @{ Errno = 'EACCES'; Number = 13; Id = 'AccessDenied'; What = 'a user without the right'; Script = { Set-Content first/enabled 0 -UserId 1000 } }
        @{ Errno = 'EACCES'; Number = 13; Id = 'AccessDenied'; What = 'clearing without the right'; Script = { Clear-Content first/enabled -UserId 1000 } }
        @{ Errno = 'EACCES'; Number = 13; Id = 'FileNotCreated'; What = 'making a file'; Script = { New-Item some } }
        @{ Errno = 'EPERM'; Number = 1; Id = 'OperationNotPermitted'; What = 'making a directory'; Script = { New-Item some -ItemType Directory } }
        @{ Errno = 'ENOENT'; Number = 2; Id = 'FileNotFound'; What = 'making a file under /proc'; Script = { New-Item klp:/proc/some } }
        @{ Errno = 'ENOENT'; Number = 2; Id = 'FileNotFound'; What = 'making a directory where there is none above'; Script = { New-Item none/some -ItemType Directory } }
        @{ Errno = 'ENOTDIR'; Number = 20; Id = 'NotADirectory'; What = 'making a directory below a file'; Script = { New-Item first/enabled/some -ItemType Directory } }
        @{ Errno = 'EEXIST'; Number = 17; Id = 'PathExists'; What = 'making what is there'; Script = { New-Item first -ItemType Directory } }
        @{ Errno = 'EPERM'; Number = 1; Id = 'OperationNotPermitted'; What = 'removing a directory'; Script = { Remove-Item first } }
        @{ Errno = 'EPERM'; Number = 1; Id = 'OperationNotPermitted'; What = 'removing a directory with all in it'; Script = { Remove-Item first -Recurse -Force } }
        @{ Errno = 'EPERM'; Number = 1; Id = 'OperationNotPermitted'; What = 'removing by a wildcard'; Script = { Remove-Item fi* } }
        @{ Errno = 'EPERM'; Number = 1; Id = 'OperationNotPermitted'; What = 'removing by a wildcard further down'; Script = { Remove-Item */vm* } }
        @{ Errno = 'EPERM'; Number = 1; Id = 'OperationNotPermitted'; What = 'removing a file'; Script = { Remove-Item first/enabled } }
        @{ Errno = 'ENOENT'; Number = 2; Id = 'FileNotFound'; What = 'removing what is not there'; Script = { Remove-Item none } }
        @{ Errno = 'EPERM'; Number = 1; Id = 'OperationNotPermitted'; What = 'removing, with -WhatIf'; Script = { Remove-Item first -WhatIf } }
        @{ Errno = 'EPERM'; Number = 1; Id = 'OperationNotPermitted'; What = 'renaming'; Script = { Rename-Item first second } }
        @{ Errno = 'EPERM'; Number = 1; Id = 'OperationNotPermitted'; What = 'renaming by a wildcard'; Script = { Rename-Item fi* second } }
        @{ Errno = 'ENOENT'; Number = 2; Id = 'FileNotFound'; What = 'renaming what is not there'; Script = { Rename-Item none second } }
        @{ Errno = 'EPERM'; Number = 1; Id = 'OperationNotPermitted'; What = 'moving'; Script = { Move-Item first/enabled klp:/sys/kernel } }
        @{ Errno = 'ENOENT'; Number = 2; Id = 'FileNotFound'; What = 'moving what is not there'; Script = { Move-Item none second } }
        @{ Errno = 'EACCES'; Number = 13; Id = 'FileNotCreated'; What = 'copying to a new file'; Script = { Copy-Item first/enabled first/second } }
        @{ Errno = 'EPERM'; Number = 1; Id = 'OperationNotPermitted'; What = 'copying a directory'; Script = { Copy-Item first second -Recurse } }
        @{ Errno = 'ENOENT'; Number = 2; Id = 'FileNotFound'; What = 'copying what is not there'; Script = { Copy-Item none first/enabled } }
        @{ Errno = 'EINVAL'; Number = 22; Id = 'PatchAlreadyEnabled'; What = 'copying onto a file that doesn''t take it'; Script = { Copy-Item first/enabled klp:/sys/kernel/livepatch/first } }
        @{ Errno = 'EINVAL'; Number = 22; Id = 'ValueNotAccepted'; What = 'a bad value that is added'; Script = { Add-Content first/enabled 7 } }
        @{ Errno = 'ENOENT'; Number = 2; Id = 'FileNotFound'; What = 'clearing what is not there'; Script = { Clear-Content none } }
        @{ Errno = 'ENOENT'; Number = 2; Id = 'FileNotFound'; What = 'clearing what is not there, with -WhatIf'; Script = { Clear-Content none -WhatIf } }
        @{ Errno = 'EINVAL'; Number = 22; Id = 'ValueNotAccepted'; What = 'a bad item, with -WhatIf'; Script = { Set-Item first/enabled 2 -WhatIf } }
        @{ Errno = 'EISDIR'; Number = 21; Id = 'IsADirectory'; What = 'clearing a directory'; Script = { Clear-Item first } }
        @{ Errno = 'EACCES'; Number = 13; Id = 'AccessDenied'; What = 'running a file'; Script = { Invoke-Item first/enabled } }
    ) {
        $errors = Get-OnlyError $script
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike "$id,*"
        $errors[0].Exception.Errno | Should -Be $errno
        $errors[0].Exception.Message | Should -BeLike "*``[$errno ${number}:*"
    }
    It 'changes nothing with -WhatIf' {
        Set-Content first/enabled 0 -WhatIf
        Set-Item first/enabled 0 -WhatIf
        Clear-Content first/enabled -WhatIf
        Copy-Item klp:/proc/sys/kernel/ftrace_enabled first/enabled -WhatIf -ErrorAction Ignore
        Get-Content first/enabled | Should -Be 1
    }
    It 'refuses to remove a directory and asks nothing, whoever calls: <_>' -ForEach '-NonInteractive', '-NoLogo' {
        $script = "Import-Module '$Root/KlpShell.psd1'; `$null = New-KlpKernel -Path small; Enable-KlpPatch first; " +
            "Remove-Item klp:/sys/kernel/livepatch/first -ErrorVariable e -ErrorAction SilentlyContinue; `$e.FullyQualifiedErrorId; `$e.Exception.Errno"
        $said = '' | pwsh -NoProfile $_ -Command $script
        $said | Should -Be 'OperationNotPermitted,Microsoft.PowerShell.Commands.RemoveItemCommand', 'EPERM'
    }
    It 'copies from file to file, as cp does' {
        Set-Content first/enabled 0
        Copy-Item klp:/proc/sys/kernel/ftrace_enabled first/enabled
        Get-Content first/enabled | Should -Be 1
    }
    It 'lists directories or files alone' {
        (Get-ChildItem first -Directory).Name | Should -Be vmlinux
        (Get-ChildItem first -File).Name | Should -Be enabled
        Get-ChildItem first -File -Name | Should -Be enabled
    }
    It 'finds nothing by a wildcard that fits nothing, and that is no error: <_>' -ForEach 'Get-Item no*', 'Get-ChildItem no*', 'Remove-Item no*', 'Resolve-Path no*', 'Get-ChildItem first -Filter no*' {
        Get-OnlyError ([scriptblock]::Create($_)) | Should -BeNullOrEmpty
        & ([scriptblock]::Create($_)) | Should -BeNullOrEmpty
    }
    It 'honours -ErrorAction' {
        Get-Content none -ErrorAction SilentlyContinue -ErrorVariable quiet | Should -BeNullOrEmpty
        $quiet.Count | Should -Be 1
        { Get-Content none -ErrorAction Stop } | Should -Throw '*ENOENT*'
    }
    It 'keeps a file open while a pipeline writes to it' {
        '0', '1' | Set-Content first/enabled
        (Get-KlpPatch first).State | Should -Be Enabled
        $errors = Get-OnlyError { '0', '0' | Set-Content first/enabled }
        $errors.Count | Should -Be 1
        (Get-KlpPatch first).State | Should -Be Disabled
    }
    It 'follows the current kernel, or stays with one' {
        $null = New-PSDrive -Name other -PSProvider Klp -Root / -Kernel test
        $null = New-TestKernel second
        Test-Path klp:/sys/kernel/livepatch/first | Should -BeFalse
        Test-Path other:/sys/kernel/livepatch/first | Should -BeTrue
        (Get-Item other:/sys).Kernel | Should -Be test
        $null = New-PSDrive -Name below -PSProvider Klp -Root /sys/kernel -Kernel test
        Get-Content below:/livepatch/first/enabled | Should -Be 1
        Remove-KlpKernel second
        (Get-OnlyError { New-PSDrive -Name bad -PSProvider Klp -Root / -Kernel nobody })[0].FullyQualifiedErrorId | Should -BeLike 'KernelNotFound,*'
        (Get-OnlyError { New-PSDrive -Name bad -PSProvider Klp -Root /nowhere })[0].Exception.Errno | Should -Be ENOENT
        Get-PSDrive bad -ErrorAction Ignore | Should -BeNullOrEmpty
    }
    It 'says so where there is no kernel' {
        Get-KlpKernel | Remove-KlpKernel
        Set-Location klp:/
        (Get-OnlyError { Get-ChildItem })[0].FullyQualifiedErrorId | Should -BeLike 'NoKernel,*'
        (Get-OnlyError { Get-Content sys/kernel/livepatch/first/enabled })[0].FullyQualifiedErrorId | Should -BeLike 'NoKernel,*'
        Test-Path klp:/sys | Should -BeFalse
    }
    It 'completes <line> with <text>' -ForEach @(
        @{ Line = 'Set-Location klp:/sy'; Text = 'klp:/sys' }
        @{ Line = 'Get-Content klp:/sys/kernel/livepatch/fi'; Text = 'klp:/sys/kernel/livepatch/first' }
        @{ Line = 'Get-Content first/en'; Text = 'first/enabled' }
        @{ Line = 'New-PSDrive x Klp / -Kernel te'; Text = 'test' }
    ) {
        (Get-Completion $line).CompletionText | ForEach-Object { $_ -replace '^\./', '' } | Should -Contain $text
    }
    It 'completes and reads a name with a comma' {
        $null = New-KlpKernel -Path debian-6.12 -Name new -Overwrite -ErrorAction Stop
        Enable-KlpPatch livepatch_sample
        $offered = (Get-Completion 'Get-ChildItem klp:/sys/kernel/livepatch/livepatch_sample/vmlinux/cmd').CompletionText
        $offered | Should -Be "'klp:/sys/kernel/livepatch/livepatch_sample/vmlinux/cmdline_proc_show,1'"
        Test-Path $offered.Trim("'") | Should -BeTrue
        # The directory goes with the patch, and a file of it that is still open answers ENODEV from then on.
        Wait-KlpPatch
        $errors = Get-OnlyError { & { '0'; Step-KlpKernel 5; '1' } | Set-Content klp:/sys/kernel/livepatch/livepatch_sample/enabled }
        $errors | Should -HaveCount 1
        $errors[0].Exception.Errno | Should -Be ENODEV
        Test-Path klp:/sys/kernel/livepatch/livepatch_sample | Should -BeFalse
        Remove-KlpKernel new
    }
    It 'shows a directory within 80 columns, under its name' {
        $shown = Get-ChildItem first | Out-String -Width 80
        $shown | Should -Match 'Directory: /sys/kernel/livepatch/first'
        $shown | Should -Match '-rw-r--r--\s+4096 enabled'
        foreach ($text in $shown -split "`n") { $text.Length | Should -BeLessOrEqual 80 }
    }
}
