# The bundles in hosts/ were made by docs/klp-bundle.sh in real kernels; of kallsyms they keep what matters here.

BeforeAll {
    . $PSScriptRoot/common.ps1
    $Hosts = Join-Path $PSScriptRoot hosts
}

Describe 'Import-KlpHost' {
    BeforeEach { $null = Get-KlpKernel | Remove-KlpKernel }

    It 'says what is enabled, who wins, who is stuck where and since when, and makes a kernel of it (<release>)' -ForEach @{ release = '6.12'; since = 33.786160 }, @{ release = '6.1' } {
        $captured = Import-KlpHost (Join-Path $Hosts "debian-$release-stuck.tar.gz")
        $captured | Should -BeOfType KlpShell.HostInfo
        $captured.Release | Should -Be $release
        $captured.Sound | Should -BeTrue
        $captured.Order | Should -Be Log
        $captured.Patches.Name | Should -Be lp_e, lp_a
        ($captured.Functions | Where-Object Name -EQ version_proc_show).Winner | Should -Be lp_e
        $captured.Transition | Should -Be lp_a
        $captured.StalledTasks | Should -HaveCount 1
        $stuck = $captured.StalledTasks[0]
        $stuck.Command | Should -Be cat
        $stuck.Reason | Should -Be SleepsOnFunction
        $stuck.Function | Should -Be tgt_blockk
        $stuck.Frame | Should -BeLike 'tgt_blockk+0x*/0x* `[tgt_mod`]'
        if ($since) { $stuck.Since.TotalSeconds | Should -Be $since }
        $stuck.Duration.TotalSeconds | Should -BeGreaterThan 15

        (Get-KlpKernel -Current).Name | Should -Be $captured.Kernel
        (Get-KlpPatch lp_a).Phase | Should -Be Patching
        (Get-KlpStatus).StalledTasks.Command | Should -Be cat
        (Invoke-KlpFunction version_proc_show).Output | Should -BeLike '(machine code of the host would run here*'
        (Get-OnlyError { Wait-KlpPatch lp_a -Timeout 20 }).FullyQualifiedErrorId | Should -BeLike 'TransitionTimedOut,*'
        $captured.StalledTasks | Remove-KlpTask
        Wait-KlpPatch lp_a
        (Get-KlpPatch lp_a).Phase | Should -Be Enabled
    }
    It 'rehearses on it what could be done on the host: the way back' {
        $null = Import-KlpHost (Join-Path $Hosts debian-6.12-stuck.tar.gz)
        Disable-KlpPatch lp_a
        Step-KlpKernel 3
        Get-KlpPatch lp_a* | Should -BeNullOrEmpty
    }
    It 'knows which of several patches wins' {
        $captured = Import-KlpHost (Join-Path $Hosts debian-6.12-stacked.tar.gz)
        ($captured.Patches | Sort-Object Order).Name | Should -Be livepatch_sample, lp_e, lp_c
        $show = $captured.Functions | Where-Object Name -EQ cmdline_proc_show
        $show.Winner | Should -Be lp_c
        $show.Patches | Should -Be lp_c, livepatch_sample
        (Get-KlpFunction cmdline_proc_show).Winner | Should -Be lp_c
    }
    It 'only reports when it is asked to, also of a release that it has no core for' {
        $folder = New-Item -ItemType Directory -Path 'TestDrive:/newer/sys/kernel/livepatch/fix/vmlinux/ksys_read,1' -Force
        $patch = $folder.Parent.Parent.FullName
        Set-Content $patch/enabled 1
        Set-Content $patch/transition 0
        Set-Content $patch/stack_order 1
        Set-Content TestDrive:/newer/uname '6.18.44-generic'
        $refused = Get-OnlyError { Import-KlpHost TestDrive:/newer }
        $refused.FullyQualifiedErrorId | Should -Be 'HostReleaseUnsupported,KlpShell.Commands.ImportKlpHostCommand'
        $refused.Exception.Message | Should -BeLike "*nearest is 6.12*"
        $captured = Import-KlpHost TestDrive:/newer -ReportOnly
        $captured.Kernel | Should -BeNullOrEmpty
        $captured.Functions.Winner | Should -Be fix
        $captured.Gaps | Where-Object { $_ -like 'proc/kallsyms*' } | Should -HaveCount 1
        Get-KlpKernel | Should -BeNullOrEmpty
    }
    It 'refuses what is no bundle, with the reason: <name>' -ForEach @(
        @{ name = 'none'; id = 'HostNotFound' }
        @{ name = 'text'; id = 'HostUnreadable' }
        @{ name = 'cut'; id = 'HostUnreadable' }
        @{ name = 'plain-cut'; id = 'HostUnreadable' }
        @{ name = 'traversal'; id = 'HostUnreadable' }
        @{ name = 'empty'; id = 'HostNotInside' }
        @{ name = 'zeros'; id = 'HostSymbolsUnusable' }
        @{ name = 'without'; id = 'HostWithoutLivepatch' }
    ) {
        $path = Join-Path (Resolve-Path TestDrive:/).ProviderPath $name
        switch ($name) {
            'text' { Set-Content $path ('no bundle ' * 200) }
            'cut' { [IO.File]::WriteAllBytes($path, [IO.File]::ReadAllBytes("$Hosts/debian-6.1-stuck.tar.gz")[0..15000]) }
            'plain-cut' {
                $packed = [IO.Compression.GZipStream]::new([IO.File]::OpenRead("$Hosts/debian-6.1-stuck.tar.gz"), [IO.Compression.CompressionMode]::Decompress)
                $bytes = [byte[]]::new(51200)
                $packed.ReadExactly($bytes, 0, 51200)
                $packed.Dispose()
                [IO.File]::WriteAllBytes($path, $bytes)
            }
            'traversal' {
                $tar = [System.Formats.Tar.TarWriter]::new([IO.File]::Create($path))
                $entry = [System.Formats.Tar.PaxTarEntry]::new('RegularFile', 'proc/../../etc/passwd')
                $tar.WriteEntry($entry)
                $tar.Dispose()
            }
            'empty' { $null = New-Item -ItemType Directory $path }
            'zeros' {
                $null = New-Item -ItemType Directory "$path/proc", "$path/sys/kernel/livepatch" -Force
                Set-Content "$path/uname" 6.12.117
                Set-Content "$path/proc/kallsyms" "0000000000000000 T _text`n0000000000000000 T _etext"
            }
            'without' {
                $null = New-Item -ItemType Directory "$path/proc" -Force
                Set-Content "$path/uname" 6.12.117
            }
        }
        $found = Get-OnlyError { Import-KlpHost $path }
        $found | Should -HaveCount 1
        $found.FullyQualifiedErrorId | Should -BeLike "$id,*"
        Get-KlpKernel | Should -BeNullOrEmpty
    }
    It 'follows no link out of a bundle, nor round in it, and opens no pipe' -Skip:(-not $IsLinux) {
        $path = (Resolve-Path TestDrive:/).ProviderPath + '/links'
        $null = New-Item -ItemType Directory "$path/proc", "$path/sys/kernel/livepatch" -Force
        $null = New-Item -ItemType SymbolicLink -Path "$path/proc/kallsyms" -Target /proc/kallsyms
        $null = New-Item -ItemType SymbolicLink -Path "$path/sys/kernel/livepatch/loop" -Target "$path/sys"
        & mkfifo "$path/dmesg" "$path/proc/modules"
        Set-Content "$path/uname" 6.12.117
        $captured = Import-KlpHost $path -ReportOnly
        $captured.Patches | Should -BeNullOrEmpty
        $captured.Gaps | Where-Object { $_ -like 'proc/kallsyms: it is a symbolic link*' } | Should -HaveCount 1
    }
    It 'reads the machine that it runs on' -Skip:(-not $IsLinux) {
        $captured = Import-KlpHost -Root / -ReportOnly
        $captured.UnameRelease | Should -Be (& uname -r)
        $captured.TaskCount | Should -BeGreaterThan 0
    }
    It 'reads what the script of docs makes, with every shell that is here: <_>' -ForEach sh, dash, busybox -Skip:(-not $IsLinux) {
        $shell = Get-Command $_ -CommandType Application -ErrorAction Ignore | Select-Object -First 1
        $script = Join-Path (Split-Path (Split-Path $PSScriptRoot)) docs/klp-bundle.sh
        if (-not $shell) { Set-ItResult -Skipped -Because "there is no $_" }
        [string[]] $words = if ($_ -eq 'busybox') { 'sh', $script } else { $script }
        $path = (Resolve-Path TestDrive:/).ProviderPath + "/$_.tar"
        & $shell @words -n $path 2>$null | Should -Be $path
        $captured = Import-KlpHost $path -ReportOnly
        $captured.UnameRelease | Should -Be (& uname -r)
        $captured.TaskCount | Should -BeGreaterThan 0
    }
}
