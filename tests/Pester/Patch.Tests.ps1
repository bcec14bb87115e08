BeforeAll {
    . $PSScriptRoot/common.ps1
    function Get-Cmdline { (Get-KlpSysfs /proc/cmdline).Value }
}

Describe 'Enable-KlpPatch' {
    BeforeEach { $null = New-TestKernel }
    It 'takes a path where a name may stand' {
        $null = New-KlpKernel -Path debian-6.12-first-commit -Name path -Overwrite
        Enable-KlpPatch (Join-Path $PSScriptRoot ../../manifests/livepatches/livepatch-sample.yaml)
        (Get-KlpPatch livepatch_sample).State | Should -Be Enabled
    }
    It 'loads what isn''t loaded, and the patch works' {
        Enable-KlpPatch first | Should -BeNullOrEmpty
        Get-Cmdline | Should -Be first
        (Get-KlpLog).Message | Should -Be 'livepatch: tainting kernel with TAINT_LIVEPATCH', "livepatch: enabling patch 'first'"
    }
    It 'writes the patch with -PassThru' {
        $patch = Enable-KlpPatch first -PassThru
        $patch | Should -BeOfType KlpShell.PatchInfo
        $patch.State | Should -Be Enabled
        $patch.Functions | Should -Be cmdline_proc_show
        $patch.Cves | Should -Be CVE-2014-0001
        $patch.Objects[0].Functions[0].NewName | Should -Be livepatch_cmdline_proc_show
    }
    It 'writes a 1 where the patch is registered and disabled' {
        Enable-KlpPatch first
        Disable-KlpPatch first
        Enable-KlpPatch first
        (Get-KlpLog).Message[-1] | Should -Be "livepatch: enabling patch 'first'"
        (Get-KlpModule).Count | Should -Be 1
    }
    It 'takes names, wildcards, objects, rows of a table, files' {
        'first', 'second' | Enable-KlpPatch
        (Get-KlpPatch -State Enabled).Count | Should -Be 2
        Disable-KlpPatch *
        Get-KlpPatch | Enable-KlpPatch
        Disable-KlpPatch *
        Enable-KlpPatch *
        Disable-KlpPatch *
        [pscustomobject]@{ Patch = 'first' }, [pscustomobject]@{ Name = 'second' } | Enable-KlpPatch
        (Get-KlpPatch -State Enabled).Count | Should -Be 2
        $null = New-TestKernel
        Get-Item $PSScriptRoot/manifests/livepatches/first.yaml | Enable-KlpPatch
        Enable-KlpPatch -Path $PSScriptRoot/manifests/livepatches/second.yaml
        Import-KlpManifest first | Enable-KlpPatch -WarningAction SilentlyContinue
        (Get-KlpPatch -State Enabled).Count | Should -Be 2
        $null = New-TestKernel
        Enable-KlpPatch -Path $PSScriptRoot/manifests/livepatches/[fs]*.yaml
        (Get-KlpPatch -State Enabled).Name | Should -Be second, first
    }
    It 'warns where there is nothing to do, and fails with -Strict' {
        Enable-KlpPatch first
        Enable-KlpPatch first -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -BeLike '*enabled already*'
        $errors = Get-OnlyError { Enable-KlpPatch first -Strict }
        $errors[0].FullyQualifiedErrorId | Should -Be 'PatchAlreadyEnabled,KlpShell.Commands.EnableKlpPatchCommand'
        $errors[0].Exception.Errno | Should -Be EINVAL
        $errors[0].Exception.ErrorNumber | Should -Be 22
    }
    It 'changes nothing with -WhatIf, and gives what would be with -PassThru' {
        $before = (Get-KlpSysfs /sys -Recurse).Path
        $would = Enable-KlpPatch first -WhatIf -PassThru
        $would.State | Should -Be Enabled
        (Get-KlpSysfs /sys -Recurse).Path | Should -Be $before
        Get-KlpLog | Should -BeNullOrEmpty
        (Get-KlpKernel -Current).Taint | Should -Be None
    }
    It 'rehearses a whole pipeline on one copy' {
        $would = Enable-KlpPatch first -WhatIf -PassThru | Disable-KlpPatch -WhatIf -PassThru
        $would.State | Should -Be Disabled
        $seen = 'first', 'first' | Enable-KlpPatch -WhatIf -PassThru
        $seen.Count | Should -Be 2
        Get-KlpPatch | Should -BeNullOrEmpty
    }
    It 'says what would happen, and that it would fail' {
        $log = New-TemporaryFile
        $null = pwsh -NoProfile -NonInteractive -Command "`$env:NO_COLOR = 1; . '$PSScriptRoot/common.ps1'; `$null = New-TestKernel; Enable-KlpPatch first -WhatIf; Enable-KlpPatch of_data -WhatIf" > $log
        $said = Get-Content $log -Raw
        $said | Should -BeLike "*log    livepatch: enabling patch 'first'*"
        $said | Should -BeLike '*new    /sys/kernel/livepatch/first/enabled*'
        $said | Should -BeLike '*taint  none -> OK*'
        $said | Should -BeLike '*result FunctionNotTraceable, EINVAL 22*'
    }
    It 'goes on after one that fails, and says what the kernel logged' {
        $errors = Get-OnlyError { Enable-KlpPatch of_data, first }
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -Be 'FunctionNotTraceable,KlpShell.Commands.EnableKlpPatchCommand'
        $errors[0].CategoryInfo.Category | Should -Be InvalidData
        $errors[0].Exception.LogLines | Should -Contain "livepatch: failed to set ftrace filter for function 'jiffies' (-22)"
        (Get-KlpPatch first).State | Should -Be Enabled
    }
    It 'tells <id> from other EINVALs' -ForEach @(
        @{ Id = 'SymbolNotFound'; Patch = 'of_nothing' }
        @{ Id = 'SymbolAmbiguous'; Patch = 'of_two' }
        @{ Id = 'ManifestNotFound'; Patch = 'nowhere' }
    ) {
        (Get-OnlyError { Enable-KlpPatch $patch })[0].FullyQualifiedErrorId | Should -Be "$id,KlpShell.Commands.EnableKlpPatchCommand"
        (Get-OnlyError { Enable-KlpPatch $patch })[0].Exception | Should -BeOfType KlpShell.KlpException
    }
    It 'refuses a manifest of another kind, with what it is' {
        (Get-OnlyError { Enable-KlpPatch -Path $PSScriptRoot/manifests/modules/sleeper.yaml })[0].FullyQualifiedErrorId | Should -BeLike 'ManifestKindWrong,*'
    }
    It 'asks where -Confirm says so, and honours -ErrorAction Stop' {
        { Enable-KlpPatch of_nothing -ErrorAction Stop } | Should -Throw -ErrorId 'SymbolNotFound,*'
    }
}

Describe 'Disable-KlpPatch' {
    BeforeEach { $null = New-TestKernel; Enable-KlpPatch first }
    It 'writes a 0, and the function is its own again' {
        (Disable-KlpPatch first -PassThru).State | Should -Be Disabled
        Get-Cmdline | Should -Be quiet
        (Get-KlpSysfs first/enabled).Value | Should -Be 0
    }
    It 'takes objects, and modules that hold a patch' {
        Get-KlpPatch | Disable-KlpPatch
        (Get-KlpPatch first).State | Should -Be Disabled
        Enable-KlpPatch first
        Get-KlpModule | Disable-KlpPatch
        (Get-KlpPatch first).State | Should -Be Disabled
    }
    It 'warns twice over, fails with -Strict, and changes nothing with -WhatIf' {
        (Disable-KlpPatch first -WhatIf -PassThru).State | Should -Be Disabled
        (Get-KlpPatch first).State | Should -Be Enabled
        Disable-KlpPatch first
        Disable-KlpPatch first -WarningVariable warned -WarningAction SilentlyContinue
        $warned.Count | Should -Be 1
        (Get-OnlyError { Disable-KlpPatch first -Strict })[0].FullyQualifiedErrorId | Should -BeLike 'PatchAlreadyDisabled,*'
        (Get-OnlyError { Disable-KlpPatch none })[0].FullyQualifiedErrorId | Should -BeLike 'PatchNotFound,*'
    }
}

Describe 'Register- and Unregister-KlpPatch' {
    BeforeEach { $null = New-TestKernel }
    It 'registers without enabling, and unregisters' {
        (Register-KlpPatch first -PassThru).State | Should -Be Disabled
        Get-Cmdline | Should -Be quiet
        Enable-KlpPatch first
        Get-Cmdline | Should -Be first
        (Get-OnlyError { Unregister-KlpPatch first })[0].FullyQualifiedErrorId | Should -BeLike 'PatchStillEnabled,*'
        Disable-KlpPatch first
        Unregister-KlpPatch first -WhatIf
        (Get-KlpPatch).Name | Should -Be first
        Get-KlpPatch | Unregister-KlpPatch
        Get-KlpPatch | Should -BeNullOrEmpty
        (Get-KlpModule first).RefCount | Should -Be 1
    }
    It 'does to a registered patch what the kernel does' {
        Enable-KlpPatch first
        $errors = Get-OnlyError { Register-KlpPatch first }
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'DuplicateSysfsName,*'
        $errors[0].Exception.Errno | Should -Be EEXIST
        (Get-KlpPatch first).State | Should -Be Disabled
        Get-Cmdline | Should -Be first
        (Get-KlpStatus).Verdict | Should -Be Attention
    }
    It 'takes a file' {
        Register-KlpPatch -Path $PSScriptRoot/manifests/livepatches/first.yaml -WhatIf
        Get-KlpPatch | Should -BeNullOrEmpty
        Register-KlpPatch -Path $PSScriptRoot/manifests/livepatches/first.yaml
        (Get-KlpPatch).Name | Should -Be first
    }
}

Describe 'Get-KlpPatch' {
    BeforeAll { $null = New-TestKernel; Enable-KlpPatch first, second; Disable-KlpPatch second }
    It 'lists in the kernel''s order, by name, wildcard and state' {
        (Get-KlpPatch).Name | Should -Be second, first
        (Get-KlpPatch f*).Name | Should -Be first
        (Get-KlpPatch -State Disabled).Name | Should -Be second
        (Get-KlpPatch first).SysfsPath | Should -Be /sys/kernel/livepatch/first
    }
    It 'is non-terminating for a name that isn''t there, and goes on' {
        (Get-KlpPatch none, first -ErrorAction SilentlyContinue -ErrorVariable errors).Name | Should -Be first
        $errors[0].FullyQualifiedErrorId | Should -Be 'PatchNotFound,KlpShell.Commands.GetKlpPatchCommand'
        Get-KlpPatch none* -ErrorVariable quiet | Should -BeNullOrEmpty
        $quiet | Should -BeNullOrEmpty
    }
    It 'gives snapshots, not the live thing' {
        $patch = Get-KlpPatch second
        Enable-KlpPatch second
        $patch.State | Should -Be Disabled
        { $patch.State = 'Enabled' } | Should -Throw
    }
}
