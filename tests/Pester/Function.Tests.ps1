BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'Get-KlpFunction' {
    BeforeEach { $null = New-TestKernel }
    It 'shows a function before and after' {
        $before = Get-KlpFunction cmdline_proc_show
        $before | Should -BeOfType KlpShell.FunctionInfo
        $before.State | Should -Be Original
        $before.EntryBytes | Should -Be 0f1f440000
        $before.Traceable | Should -BeTrue
        Enable-KlpPatch first
        $after = Get-KlpFunction cmdline_proc_show
        $after.State | Should -Be Patched
        $after.Winner | Should -Be first
        $after.EntryBytes | Should -BeLike 'e8*'
        $after.Runs | Should -Be livepatch_cmdline_proc_show
    }
    It 'lists what is patched, and who hooks it in which order' {
        Get-KlpFunction | Should -BeNullOrEmpty
        Enable-KlpPatch first, second
        $function = Get-KlpFunction
        $function.Name | Should -Be cmdline_proc_show
        $function.Winner | Should -Be first
        $function.Hooks | Should -Be second, first
        (Get-KlpPatch second | Get-KlpFunction).Name | Should -Be cmdline_proc_show
        (Get-KlpKernel -Current | Get-KlpFunction).Name | Should -Be cmdline_proc_show
    }
    It 'takes wildcards, objects, positions and addresses' {
        (Get-KlpFunction *_proc_show).Count | Should -Be 3
        (Get-KlpFunction probe).Count | Should -Be 2
        (Get-KlpFunction 'probe,2').Address | Should -Be 18446744071578850048
        (Get-KlpFunction 0xffffffff81001300).Position | Should -Be 2
        (Get-KlpSymbol probe | Get-KlpFunction).Position | Should -Be 1, 2
        (Get-KlpFunction vmlinux:cmdline_proc_show).Object | Should -Be vmlinux
        (Get-OnlyError { Get-KlpFunction none })[0].FullyQualifiedErrorId | Should -BeLike 'FunctionUnknown,*'
    }
    It 'shows one whose module isn''t loaded, and one that would crash' {
        Enable-KlpPatch of_null
        (Get-KlpFunction loadavg_proc_show).State | Should -Be Broken
        (Get-KlpStatus).Verdict | Should -Be Broken
    }
}

Describe 'Get-KlpTrampoline' {
    BeforeEach { $null = New-TestKernel }
    It 'shows bytes, trampoline and handlers in their order' {
        Get-KlpTrampoline | Should -BeNullOrEmpty
        Enable-KlpPatch first
        $own = Get-KlpTrampoline cmdline_proc_show
        $own.Shared | Should -BeFalse
        $own.Handlers | Should -Be first
        Enable-KlpPatch second
        $shared = Get-KlpTrampoline
        $shared.Shared | Should -BeTrue
        $shared.Handlers | Should -Be second, first
        $shared.Address | Should -Not -Be $own.Address
        (Get-OnlyError { Get-KlpTrampoline jiffies })[0].FullyQualifiedErrorId | Should -BeLike 'NotHooked,*'
    }
}

Describe 'Invoke-KlpFunction' {
    BeforeEach { $null = New-TestKernel }
    It 'gives value and output, and the way' {
        (Invoke-KlpFunction cmdline_proc_show).Output | Should -Be "quiet`n"
        Enable-KlpPatch first
        $call = Invoke-KlpFunction cmdline_proc_show -Trace
        $call.Output | Should -Be "first`n"
        $call.Redirected | Should -BeTrue
        $call.RanIn | Should -Be first
        $call.Trace[0].Handlers | Should -Be first
        "$($call.Trace[0])" | Should -BeLike 'cmdline_proc_show*=> livepatch_cmdline_proc_show'
        (Invoke-KlpFunction cmdline_proc_show).Trace.Count | Should -Be 0
    }
    It 'takes names, objects and arguments' {
        (Get-KlpFunction cmdline_proc_show | Invoke-KlpFunction).Output | Should -Be "quiet`n"
        (Get-KlpSymbol cmdline_proc_show | Invoke-KlpFunction).Output | Should -Be "quiet`n"
        Add-KlpModule sleeper
        (Invoke-KlpFunction echo_back 42).Value | Should -Be 42
        (Invoke-KlpFunction sleeper:echo_back text).Value | Should -Be text
        (Invoke-KlpFunction nap).Value | Should -Be 3
        (Invoke-KlpFunction echo_back -Task init 1).ProcessId | Should -Be (Get-KlpTask init).ProcessId
    }
    It 'moves no time and calls nothing with -WhatIf' {
        Add-KlpModule sleeper
        $time = (Get-KlpKernel -Current).Time
        (Invoke-KlpFunction nap -WhatIf).Value | Should -Be 3
        (Get-KlpKernel -Current).Time | Should -Be $time
    }
    It 'gives <id> for <name>' -ForEach @(
        @{ Id = 'FunctionUnknown'; Name = 'none' }
        @{ Id = 'FunctionAmbiguous'; Name = 'probe' }
        @{ Id = 'NotAFunction'; Name = 'jiffies' }
        @{ Id = 'Hung'; Name = 'wait_for_go' }
    ) {
        Add-KlpModule sleeper
        $errors = Get-OnlyError { Invoke-KlpFunction $name }
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike "$id,*"
    }
    It 'says who was killed when the new function is a null pointer' {
        Enable-KlpPatch of_null
        $errors = Get-OnlyError { Invoke-KlpFunction loadavg_proc_show }
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'Oops,*'
        (Get-KlpStatus).DeadTasks.Count | Should -Be 1
        (Get-KlpKernel -Current).TaintLetters | Should -BeLike '*D*'
    }
}

Describe 'Get-KlpSymbol' {
    BeforeAll { $null = New-TestKernel; Add-KlpModule sleeper }
    It 'looks up by name, wildcard, address, object and type' {
        $symbol = Get-KlpSymbol cmdline_proc_show
        $symbol | Should -BeOfType KlpShell.SymbolInfo
        '{0:x}' -f $symbol.Address | Should -Be ffffffff81001000
        (Get-KlpSymbol *_PROC_show).Count | Should -Be 3
        (Get-KlpSymbol -Address 0xffffffff81001010).Name | Should -Be cmdline_proc_show
        (Get-KlpSymbol -Address ffffffff81001010).Name | Should -Be cmdline_proc_show
        (Get-KlpSymbol -Object sleeper).Name | Should -Contain nap
        (Get-KlpSymbol -Type D).Name | Should -Be jiffies
        (Get-KlpSymbol -Traceable -Object vmlinux).Name | Should -Contain cmdline_proc_show
        (Get-KlpSymbol -Traceable).Name | Should -Not -Contain jiffies
    }
    It 'shows what is ambiguous, with its position' {
        $two = Get-KlpSymbol -Ambiguous
        $two.Count | Should -Be 2
        $two.Position | Should -Be 1, 2
        $two.Matches | Should -Be 2, 2
    }
    It 'is non-terminating for what isn''t there' {
        (Get-KlpSymbol none, jiffies -ErrorAction SilentlyContinue -ErrorVariable errors).Name | Should -Be jiffies
        $errors[0].FullyQualifiedErrorId | Should -Be 'SymbolUnknown,KlpShell.Commands.GetKlpSymbolCommand'
        (Get-OnlyError { Get-KlpSymbol -Address 1 })[0].FullyQualifiedErrorId | Should -BeLike 'AddressUnknown,*'
        Get-KlpSymbol none* | Should -BeNullOrEmpty
    }
}
