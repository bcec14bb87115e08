# The operators for Should, in whichever Pester runs this.
BeforeAll {
    . $PSScriptRoot/common.ps1
    Import-Module (Join-Path $PSScriptRoot ../../pester/KlpShell.Pester) -Force -WarningVariable warnings
    $null = $warnings

    # The message of an assertion that must fail.
    function Get-FailureMessage([scriptblock] $Assertion) {
        try { & $Assertion } catch {
            if ($_.FullyQualifiedErrorId -notlike 'PesterAssertionFailed*') { throw }
            return $_.Exception.Message
        }
        throw 'It did not fail.'
    }
}

Describe 'KlpShell.Pester' {
    BeforeEach {
        $kernel = New-TestKernel
        Enable-KlpPatch first
    }
    It 'warns of nothing when it is imported' { $warnings | Should -BeNullOrEmpty }
    It 'does not load Pester by itself' {
        $module = Join-Path $PSScriptRoot ../../pester/KlpShell.Pester
        & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "Import-Module '$module'; @(Get-Module Pester).Count; (Get-Command Should-HaveKlpPatch).Module.Name" | Should -Be 0, KlpShell.Pester
    }
    It 'registers what -ArgumentList names, and says when there is no room' {
        $module = Join-Path $PSScriptRoot ../../pester/KlpShell.Pester
        $pester = (Get-Module Pester).Path
        $text = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "Import-Module '$pester'; Import-Module '$module' -ArgumentList HaveKlpTaint, BeConsistent; (Get-ShouldOperator).Name -match 'Klp|Consistent' -join ' '; Import-Module '$module' -Force 3>&1 | ForEach-Object { `"`$_`" }"
        $text[0] | Should -Be 'HaveKlpTaint BeConsistent'
        $text[1] | Should -BeLike 'Should has no room left for -HaveKlpSysfsValue.*'
    }

    Context 'HaveKlpPatch' {
        It 'holds' {
            $kernel | Should -HaveKlpPatch first
            $kernel | Should -HaveKlpPatch 'f*' -State Enabled
            'test' | Should -HaveKlpPatch first
            $kernel | Should -Not -HaveKlpPatch second
            $kernel | Should -Not -HaveKlpPatch first -State Disabled
        }
        It 'says what there is instead' {
            Get-FailureMessage { $kernel | Should -HaveKlpPatch second -Because 'we need it' } | Should -Be "Expected kernel 'test' to have a patch 'second', because we need it, but:`n  first is Enabled"
            Get-FailureMessage { $kernel | Should -HaveKlpPatch first -State Disabled } | Should -Be "Expected kernel 'test' to have a patch 'first' that is Disabled but:`n  first is Enabled"
            Get-FailureMessage { $kernel | Should -Not -HaveKlpPatch first } | Should -Be "Expected kernel 'test' not to have a patch 'first' but first is Enabled"
            $null = New-TestKernel empty
            Get-FailureMessage { 'empty' | Should -HaveKlpPatch first } | Should -BeLike '*it has no patch'
        }
        It 'says what it wants when something else comes down the pipeline' {
            { 5 | Should -HaveKlpPatch first } | Should -Throw 'A kernel or its name is wanted*System.Int32*5'
            { $null | Should -HaveKlpPatch first } | Should -Throw '*nothing came down the pipeline*'
            { 'nowhere' | Should -HaveKlpPatch first } | Should -Throw "*'nowhere'*"
        }
    }

    Context 'BeKlpEnabled' {
        It 'holds' {
            'first' | Should -BeKlpEnabled
            Get-KlpPatch first | Should -BeKlpEnabled
            $null = New-TestKernel other
            'first' | Should -BeKlpEnabled -Kernel test
            'first' | Should -Not -BeKlpEnabled -Kernel other
        }
        It 'says how the patch is' {
            Get-FailureMessage { 'first' | Should -Not -BeKlpEnabled } | Should -Be "Expected patch 'first' not to be enabled but it is, and in no transition"
            Disable-KlpPatch first
            Get-FailureMessage { 'first' | Should -BeKlpEnabled } | Should -Be "Expected patch 'first' to be enabled but:`n  it is Disabled"
            Get-FailureMessage { 'second' | Should -BeKlpEnabled } | Should -Be "Expected patch 'second' to be enabled but:`n  no such patch is registered"
        }
        It 'says who holds a transition up' {
            $env:KLPSHELL_MANIFESTS = Join-Path $Root manifests
            $null = New-KlpKernel -Path debian-6.12 -Name busy -Overwrite
            Add-KlpModule sleeper_mod
            $null = New-KlpTask sleeper sleeper_wait
            Step-KlpKernel 1
            Enable-KlpPatch busy_function
            $message = Get-FailureMessage { 'busy_function' | Should -BeKlpEnabled }
            $message | Should -BeLike "*  it is Patching`n  busy_function: patching since*`n  held up by task * (sleeper) sleeps on function sleeper_wait since*"
            $env:KLPSHELL_MANIFESTS = Join-Path $PSScriptRoot manifests
        }
    }

    Context 'BeKlpPatched' {
        It 'holds' {
            'cmdline_proc_show' | Should -BeKlpPatched
            'cmdline_proc_show' | Should -BeKlpPatched -By first
            Get-KlpFunction cmdline_proc_show | Should -BeKlpPatched -By 'f*'
            'version_proc_show' | Should -Not -BeKlpPatched
            'cmdline_proc_show' | Should -Not -BeKlpPatched -By second
        }
        It 'shows the layers' {
            Get-FailureMessage { 'cmdline_proc_show' | Should -BeKlpPatched -By second } | Should -BeLike "Expected function 'vmlinux:cmdline_proc_show' to be patched by 'second' but:`n  'first' wins: its livepatch_cmdline_proc_show runs`n  layer first: *, runs`n  layer original: *"
            Get-FailureMessage { 'version_proc_show' | Should -BeKlpPatched } | Should -Be "Expected function 'vmlinux:version_proc_show' to be patched but:`n  it is Original"
            Get-FailureMessage { 'cmdline_proc_show' | Should -Not -BeKlpPatched } | Should -Be "Expected function 'vmlinux:cmdline_proc_show' not to be patched but 'first' wins: its livepatch_cmdline_proc_show runs"
            { 'probe' | Should -BeKlpPatched } | Should -Throw "There are 2 functions 'probe'. Say which: 'probe,1'"
        }
    }

    Context 'HaveKlpLog' {
        It 'holds' {
            $kernel | Should -HaveKlpLog '*enabling patch*'
            $kernel | Should -HaveKlpLog '*enabling patch*' -Level Notice -Count 1
            Get-KlpLog | Should -HaveKlpLog '*tainting*'
            $kernel | Should -Not -HaveKlpLog '*enabling patch*' -Level Error
            $kernel | Should -HaveKlpLog 'oops*' -Count 0
        }
        It 'shows the last lines' {
            Get-FailureMessage { $kernel | Should -HaveKlpLog '*oops*' } | Should -Be "Expected the log of kernel 'test' to have '*oops*' but:`n  [    4.000000] livepatch: tainting kernel with TAINT_LIVEPATCH`n  [    4.000000] livepatch: enabling patch 'first'"
            Get-FailureMessage { Get-KlpLog | Should -HaveKlpLog '*enabling*' -Count 2 } | Should -Be "Expected the log lines to have 2 times '*enabling*' but:`n  it does 1 time:`n  [    4.000000] livepatch: enabling patch 'first'"
            Get-FailureMessage { $kernel | Should -Not -HaveKlpLog '*enabling*' -Because 'because it must be quiet' } | Should -BeLike "Expected the log of kernel 'test' not to have '*enabling*', because it must be quiet, but it has:`n*enabling patch 'first'"
            1..20 | ForEach-Object { Write-KlpLog "line $_" }
            Get-FailureMessage { $kernel | Should -HaveKlpLog '*oops*' } | Should -BeLike "*  (12 more before)`n*line 11`n*line 20"
        }
    }

    Context 'HaveKlpSysfsValue' {
        It 'holds' {
            $kernel | Should -HaveKlpSysfsValue /sys/kernel/livepatch/first/enabled 1
            $kernel | Should -HaveKlpSysfsValue -Path /proc/cmdline -Value 'fir*'
            $kernel | Should -Not -HaveKlpSysfsValue /sys/kernel/livepatch/first/enabled 0
        }
        It 'says what the file reads, or why it can''t be read' {
            Get-FailureMessage { $kernel | Should -HaveKlpSysfsValue /sys/kernel/livepatch/first/enabled 0 } | Should -Be "Expected file /sys/kernel/livepatch/first/enabled of kernel 'test' to read '0' but:`n  it reads '1'"
            Get-FailureMessage { $kernel | Should -HaveKlpSysfsValue /sys/none 0 } | Should -BeLike '*ENOENT 2*'
            Get-FailureMessage { $kernel | Should -Not -HaveKlpSysfsValue /proc/cmdline first } | Should -BeLike "*not to read 'first' but it reads 'first'"
        }
    }

    Context 'BeConsistent' {
        It 'holds' {
            $kernel | Should -BeConsistent
            Disable-KlpPatch first
            $kernel | Should -BeConsistent
        }
        It 'lists the problems' {
            Set-KlpSysfs /proc/sys/kernel/ftrace_enabled 0
            Get-FailureMessage { $kernel | Should -BeConsistent } | Should -BeLike "Expected kernel 'test' to be consistent but:`n  Patch first is enabled and has no effect: kernel.ftrace_enabled is 0.*"
            $kernel | Should -Not -BeConsistent
            $null = New-TestKernel clean
            Get-FailureMessage { 'clean' | Should -Not -BeConsistent } | Should -Be "Expected kernel 'clean' not to be consistent but nothing is wrong with it"
        }
    }
}

Describe 'The commands' {
    BeforeEach {
        $kernel = New-TestKernel
        Enable-KlpPatch first
    }
    It 'hold, and fail with the same messages' {
        $kernel | Should-HaveKlpPatch first -State Enabled
        $kernel | Should-NotHaveKlpPatch second
        Get-FailureMessage { $kernel | Should-HaveKlpPatch second -Because 'we need it' } | Should -Be "Expected kernel 'test' to have a patch 'second', because we need it, but:`n  first is Enabled"
        'first' | Should-BeKlpEnabled
        'second' | Should-NotBeKlpEnabled
        Get-FailureMessage { 'first' | Should-NotBeKlpEnabled } | Should -BeLike '*not to be enabled*'
        'cmdline_proc_show' | Should-BeKlpPatched first
        'version_proc_show' | Should-NotBeKlpPatched
        Get-FailureMessage { 'version_proc_show' | Should-BeKlpPatched } | Should -BeLike '*it is Original'
        Get-KlpLog | Should-HaveKlpLog '*enabling*' -Count 1
        $kernel | Should-NotHaveKlpLog '*oops*'
        Get-FailureMessage { Get-KlpLog | Should-NotHaveKlpLog '*enabling*' } | Should -BeLike "*not to have '*enabling*' but it has:*"
        $kernel | Should-HaveKlpSysfsValue /sys/kernel/livepatch/first/enabled 1
        $kernel | Should-NotHaveKlpSysfsValue /sys/kernel/livepatch/first/enabled 0
        Get-FailureMessage { $kernel | Should-HaveKlpSysfsValue /sys/kernel/livepatch/first/enabled 0 } | Should -BeLike "*it reads '1'"
        $kernel | Should-BeConsistent
        Get-FailureMessage { $kernel | Should-NotBeConsistent } | Should -BeLike '*nothing is wrong with it'
        $kernel | Should-HaveKlpTaint Livepatch, O
        $kernel | Should-NotHaveKlpTaint W
        Get-FailureMessage { $kernel | Should-HaveKlpTaint Warn } | Should -BeLike "Expected kernel 'test' to be tainted with Warn but:`n  it is tainted with: OutOfTreeModule, Livepatch (O*K)"
        $folder = Join-Path $TestDrive ABI/testing
        $null = New-Item $folder -ItemType Directory
        Set-Content $folder/thing "What:`t`t/sys/thing`nDate:`t`tJan 2020`nDescription:`n`t`tA thing.`n"
        $findings = @(Import-KlpAbi (Join-Path $TestDrive ABI) | Get-KlpAbiFinding -Strict)
        $findings | Should-HaveKlpAbiFinding $findings[0].Rule
        $findings | Should-NotHaveKlpAbiFinding ABI999
        Get-FailureMessage { $findings | Should-HaveKlpAbiFinding ABI999 } | Should -BeLike 'Expected the ABI to have a finding of rule ABI999 but:*/sys/thing*'
    }
}
