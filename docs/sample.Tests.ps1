# A suite to copy: does our live patch load, take effect, and go again without a trace? It runs in Pester 5 and 6.
# Where the modules are installed, the first two lines are: Import-Module KlpShell; Import-Module KlpShell.Pester
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot ../KlpShell.psd1)
    Import-Module (Join-Path $PSScriptRoot ../pester/KlpShell.Pester)
    $manifests = Join-Path $PSScriptRoot ../manifests
}

Describe 'livepatch_sample on <_>' -ForEach 'debian-6.12', 'debian-6.1' {
    BeforeEach {
        # A kernel of its own for each test: it takes microseconds, once its symbol table has been read.
        $kernel = New-KlpKernel -Path "$manifests/kernels/$_.yaml" -Name sample -Overwrite
        $patch = "$manifests/livepatches/livepatch-sample.yaml"
    }

    It 'breaks no rule of the ABI, and a plan finds nothing against it' {
        Enable-KlpPatch $patch -AbiPolicy Refuse -WhatIf
        $kernel | Should -Not -HaveKlpPatch livepatch_sample -Because 'nothing was done yet'
    }

    It 'takes effect' {
        Enable-KlpPatch $patch
        Wait-KlpPatch
        'livepatch_sample' | Should -BeKlpEnabled
        'cmdline_proc_show' | Should -BeKlpPatched -By livepatch_sample
        $kernel | Should -HaveKlpSysfsValue /proc/cmdline 'this has been live patched'
        $kernel | Should -HaveKlpLog "livepatch: enabling patch 'livepatch_sample'" -Count 1
    }

    It 'warns of nothing' {
        Enable-KlpPatch $patch
        Wait-KlpPatch
        $kernel | Should -BeConsistent
        $kernel | Should -Not -HaveKlpLog 'WARNING:*'
    }

    It 'goes again, and the old function is back' {
        $before = (Get-KlpSysfs /proc/cmdline).Value
        Enable-KlpPatch $patch
        Wait-KlpPatch
        Disable-KlpPatch livepatch_sample
        Wait-KlpPatch
        'livepatch_sample' | Should -Not -BeKlpEnabled
        'cmdline_proc_show' | Should -Not -BeKlpPatched
        $kernel | Should -HaveKlpSysfsValue /proc/cmdline ([WildcardPattern]::Escape($before.TrimEnd()))
    }

    It 'is refused a second time, with the kernel''s errno' {
        Enable-KlpPatch $patch
        Wait-KlpPatch
        Add-KlpModule -Path $patch -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'ModuleAlreadyLoaded,*'
        $refused[0].Exception.Errno | Should -Be EEXIST
        $kernel | Should -BeConsistent
    }
}
