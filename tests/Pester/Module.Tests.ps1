BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'Add-, Get- and Remove-KlpModule' {
    BeforeEach { $null = New-TestKernel }
    It 'loads with parameters, as insmod does' {
        $module = Add-KlpModule sleeper @{ go = $true; text = 'two words'; number = 5 } -PassThru
        $module | Should -BeOfType KlpShell.ModuleInfo
        $module.State | Should -Be Live
        $module.Parameters | Should -Be 'go=1', 'text=two words', 'number=5'
        (Get-KlpSysfs /sys/module/sleeper/parameters/text).Value | Should -Be 'two words'
    }
    It 'takes names, files and objects' {
        'sleeper' | Add-KlpModule
        Get-KlpModule | Remove-KlpModule
        Add-KlpModule -Path $PSScriptRoot/manifests/modules/sleeper.yaml
        (Get-KlpModule s*).Name | Should -Be sleeper
        Remove-KlpModule s*
        Get-KlpManifest sleeper | Add-KlpModule
        Remove-KlpModule sleeper
        Get-KlpModule | Should -BeNullOrEmpty
    }
    It 'changes nothing with -WhatIf' {
        (Add-KlpModule sleeper -WhatIf -PassThru).Name | Should -Be sleeper
        Get-KlpModule | Should -BeNullOrEmpty
        Add-KlpModule sleeper
        Remove-KlpModule sleeper -WhatIf
        (Get-KlpModule).Count | Should -Be 1
    }
    It 'gives <id> for <what>' -ForEach @(
        @{ Id = 'ModuleAlreadyLoaded'; What = 'a second load'; Script = { Add-KlpModule sleeper; Get-OnlyError { Add-KlpModule sleeper } } }
        @{ Id = 'ParameterInvalid'; What = 'a bad value'; Script = { Get-OnlyError { Add-KlpModule sleeper @{ number = 'five' } } } }
        @{ Id = 'ParameterValueInvalid'; What = 'a value that no command line can hold'; Script = { Get-OnlyError { Add-KlpModule sleeper @{ text = "a`"b" } } } }
        @{ Id = 'ManifestNotFound'; What = 'a name that isn''t there'; Script = { Get-OnlyError { Add-KlpModule nowhere } } }
        @{ Id = 'ManifestUnreadable'; What = 'a file that isn''t there'; Script = { Get-OnlyError { Add-KlpModule -Path /no/such.yaml } } }
        @{ Id = 'ModuleNotLoaded'; What = 'unloading what isn''t loaded'; Script = { Get-OnlyError { Remove-KlpModule none } } }
        @{ Id = 'ModuleNotFound'; What = 'looking for what isn''t loaded'; Script = { Get-OnlyError { Get-KlpModule none } } }
        @{ Id = 'ModuleInUse'; What = 'unloading a patch''s module'; Script = { Enable-KlpPatch first; Get-OnlyError { Remove-KlpModule first } } }
    ) {
        $errors = & $script
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike "$id,*"
    }
    It 'takes a module out by force, and taints' {
        Enable-KlpPatch first
        Disable-KlpPatch first
        Unregister-KlpPatch first
        Remove-KlpModule first -RemoveForced
        Get-KlpModule | Should -BeNullOrEmpty
        (Get-KlpKernel -Current).TaintLetters | Should -BeLike '*R*'
    }
}
