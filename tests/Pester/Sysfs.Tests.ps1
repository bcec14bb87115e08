BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'Get- and Set-KlpSysfs' {
    BeforeEach { $null = New-TestKernel; Enable-KlpPatch first }
    It 'reads files, directories, wildcards and trees' {
        $file = Get-KlpSysfs /sys/kernel/livepatch/first/enabled
        $file | Should -BeOfType KlpShell.SysfsInfo
        $file.Value | Should -Be 1
        $file.Mode | Should -Be 0644
        (Get-KlpSysfs).Name | Should -Be first
        (Get-KlpSysfs first).IsDirectory | Should -BeTrue
        (Get-KlpSysfs /sys/kernel/livepatch/*/ena*).Value | Should -Be 1
        (Get-KlpSysfs first -Recurse).Path | Should -Contain /sys/kernel/livepatch/first/vmlinux/cmdline_proc_show
        ('/proc/cmdline', '/proc/loadavg' | Get-KlpSysfs).Value | Should -Be first, 0.08
    }
    It 'calls no function of a file that it only meets on the way down' {
        Add-KlpModule sleeper
        (Get-KlpSysfs /proc -Recurse | Where-Object Path -EQ /proc/cmdline).Value | Should -BeNullOrEmpty
        (Get-KlpSysfs /proc/cmd*).Value | Should -Be first
        (Get-KlpSysfs /sys/module -Recurse | Where-Object Name -EQ go).Value | Should -Be N
    }
    It 'writes as echo does: it is the same as the cmdlets' {
        Set-KlpSysfs first/enabled 0
        (Get-KlpPatch first).State | Should -Be Disabled
        (Get-KlpSysfs first/enabled | Set-KlpSysfs -Value 1 -PassThru).Value | Should -Be 1
        (Get-KlpPatch first).State | Should -Be Enabled
        Set-KlpSysfs first/enabled 0 -WhatIf
        (Get-KlpPatch first).State | Should -Be Enabled
        Set-KlpSysfs */enabled 0
        (Get-KlpPatch first).State | Should -Be Disabled
    }
    It 'gives <errno> (<id>) for <what>' -ForEach @(
        @{ Id = 'ValueNotAccepted'; Errno = 'EINVAL'; What = 'a bad value'; Script = { Set-KlpSysfs first/enabled 2 } }
        @{ Id = 'PatchAlreadyEnabled'; Errno = 'EINVAL'; What = 'the same value'; Script = { Set-KlpSysfs first/enabled 1 } }
        @{ Id = 'FileNotFound'; Errno = 'ENOENT'; What = 'no file'; Script = { Get-KlpSysfs none/enabled } }
        @{ Id = 'IsADirectory'; Errno = 'EISDIR'; What = 'writing to a directory'; Script = { Set-KlpSysfs first 1 } }
        @{ Id = 'NotADirectory'; Errno = 'ENOTDIR'; What = 'a path through a file'; Script = { Get-KlpSysfs first/enabled/more } }
        @{ Id = 'AccessDenied'; Errno = 'EACCES'; What = 'a user without the right'; Script = { Set-KlpSysfs first/enabled 0 -UserId 1000 } }
    ) {
        $errors = Get-OnlyError $script
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike "$id,*"
        $errors[0].Exception.Errno | Should -Be $errno
    }
    It 'says what the kernel logged when a read kills the reader' {
        Enable-KlpPatch of_null
        $errors = Get-OnlyError { Get-KlpSysfs /proc/loadavg }
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'Oops,*'
        $errors[0].Exception.LogLines[0] | Should -BeLike 'BUG: unable to handle kernel NULL pointer*'
    }
    It 'is quiet where a wildcard matches nothing' {
        Get-KlpSysfs none* -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Should -BeNullOrEmpty
    }
    It 'takes no newline with -NoNewline, and an empty write does nothing' {
        Set-KlpSysfs first/enabled '' -NoNewline
        (Get-KlpPatch first).State | Should -Be Enabled
    }
}
