BeforeAll {
    . $PSScriptRoot/common.ps1
    $script:fixtures = Join-Path $PSScriptRoot '../Core/Abi/fixtures/tree'
    $script:shipped = Join-Path $PSScriptRoot '../../manifests/abi/livepatch.yaml'
    function Initialize-AbiTree {
        $tree = Join-Path $TestDrive ([guid]::NewGuid())
        Copy-Item $script:fixtures $tree -Recurse
        $tree
    }
    function Out-AbiFile($Tree, $File, $Text) {
        $null = New-Item (Join-Path $Tree $File) -ItemType File -Force
        [IO.File]::WriteAllText((Join-Path $Tree $File), $Text)
    }
}

Describe 'Import-KlpAbi' {
    It 'reads a folder, and counts' {
        $set = Import-KlpAbi $fixtures
        $set | Should -BeOfType KlpShell.AbiSetInfo
        $set.FileCount, $set.EntryCount, $set.Stable, $set.Testing, $set.Obsolete, $set.Removed | Should -Be 5, 14, 3, 8, 2, 1
        $set.NameCount, $set.ContinuedNameCount | Should -Be 16, 2
    }
    It 'reads one level, and one file' {
        (Import-KlpAbi $fixtures/stable).Stable | Should -Be 3
        $set = Import-KlpAbi $fixtures/obsolete/sysfs-kettle-old
        $set.Obsolete | Should -Be 2
        ($set | Get-KlpAbi)[0].File | Should -Be 'obsolete/sysfs-kettle-old'
    }
    It 'takes files from the pipeline' {
        @(Get-Item $fixtures | Import-KlpAbi).Count | Should -Be 1
    }
    It 'says what is not there' {
        { Import-KlpAbi $TestDrive/none -ErrorAction Stop } | Should -Throw -ErrorId 'AbiNotFound,*'
    }
    It 'says which file could not be read, and reads the others' {
        $tree = Initialize-AbiTree
        Out-AbiFile -Tree $tree -File testing/binary -Text "What: /sys/a`0"
        $set = Import-KlpAbi $tree -ErrorVariable failed -ErrorAction SilentlyContinue
        $set.EntryCount | Should -Be 14
        $failed.FullyQualifiedErrorId | Should -Be 'AbiUnreadable,KlpShell.Commands.ImportKlpAbiCommand'
    }
}

Describe 'Import-KlpAbi -Revision' -Skip:(-not (Get-Command git -ErrorAction Ignore)) {
    BeforeAll {
        $script:repository = Initialize-AbiTree
        Push-Location $repository
        git init -q .
        git add -A
        git -c user.name=a -c user.email=a@x commit -qm one
        git tag one
        Remove-Item removed -Recurse
        git -c user.name=a -c user.email=a@x commit -qam two
        Pop-Location
    }
    It 'reads the folder as it was' {
        (Import-KlpAbi $repository -Revision one).Removed | Should -Be 1
        $now = Import-KlpAbi $repository -Revision HEAD
        $now.Removed, $now.Revision | Should -Be 0, 'HEAD'
        (Import-KlpAbi $repository/stable -Revision one).EntryCount | Should -Be 3
    }
    It 'compares two revisions' {
        $change = Compare-KlpAbi (Import-KlpAbi $repository -Revision one) (Import-KlpAbi $repository -Revision HEAD)
        $change.What, $change.Change, $change.Verdict, $change.Findings.Rule | Should -Be kettlefs, Gone, Unclear, ABI043
    }
    It 'says that there is no git' {
        $path = $env:PATH
        $env:PATH = $TestDrive
        try { $errors = Get-OnlyError { Import-KlpAbi $TestDrive -Revision HEAD } } finally { $env:PATH = $path }
        $errors.FullyQualifiedErrorId | Should -BeLike 'GitMissing,*'
    }
    It 'says what git says of a revision that is not there' {
        { Import-KlpAbi $repository -Revision nosuch -ErrorAction Stop } | Should -Throw -ErrorId 'AbiRevisionUnknown,*'
        { Import-KlpAbi $repository -Revision '--output=x' -ErrorAction Stop } | Should -Throw -ErrorId 'AbiRevisionUnknown,*'
        { Import-KlpAbi / -Revision HEAD -ErrorAction Stop } | Should -Throw -ErrorId 'AbiRevisionUnknown,*'
    }
}

Describe 'Get-KlpAbi' {
    BeforeAll { $script:abi = Import-KlpAbi $fixtures }
    It 'finds by <case>' -ForEach @(
        @{ Case = 'name'; With = @{ What = '/sys/class/kettle/<kettle>/water' }; Count = 1 }
        @{ Case = 'wildcard'; With = @{ What = '/sys/bus/kettle/*' }; Count = 5 }
        @{ Case = 'several wildcards'; With = @{ What = 'kettle*', '*colour' }; Count = 3 }
        @{ Case = 'pattern'; With = @{ Pattern = '/(lid|base)$' }; Count = 2 }
        @{ Case = 'level'; With = @{ Level = 'Obsolete', 'Removed' }; Count = 3 }
        @{ Case = 'contact'; With = @{ Contact = 'brewer' }; Count = 1 }
        @{ Case = 'user'; With = @{ User = 'pourd' }; Count = 2 }
        @{ Case = 'text'; With = @{ Text = 'millilitres' }; Count = 1 }
        @{ Case = 'path'; With = @{ Path = '/sys/class/kettle/k0/water' }; Count = 1 }
        @{ Case = 'version'; With = @{ MinimumVersion = '3.10-rc1'; MaximumVersion = '3.11' }; Count = 2 }
    ) {
        @($abi | Get-KlpAbi @with).Count | Should -Be $count
    }
    It 'takes a bare version as text' {
        @($abi | Get-KlpAbi -MinimumVersion 3.10).Count | Should -Be 1
    }
    It 'searches what was imported last when no other entries are named' {
        (Get-KlpAbi -Path /sys/class/kettle/k0/water).File | Should -Be 'stable/sysfs-kettle'
        $null = Import-KlpAbi $shipped
        (Get-KlpAbi -Path /sys/kernel/livepatch/fix/enabled)[0].What | Should -Be '/sys/kernel/livepatch/<patch>/enabled'
    }
    It 'says <id>' -ForEach @(
        @{ Id = 'AbiEntryNotFound'; With = @{ What = '/sys/nothing' } }
        @{ Id = 'AbiSearchImpossible'; With = @{ Pattern = '(' } }
        @{ Id = 'AbiSearchImpossible'; With = @{ Path = 'water' } }
        @{ Id = 'VersionUnreadable'; With = @{ MinimumVersion = 'TBD' } }
    ) {
        { $abi | Get-KlpAbi @with -ErrorAction Stop } | Should -Throw -ErrorId "$id,*"
    }
    It 'completes names and rules' {
        (Get-Completion 'Get-KlpAbi /sys/kernel/livepatch/').CompletionText -join ' ' | Should -BeLike '*/enabled*'
        (Get-Completion 'Get-KlpAbiFinding -Rule ABI04').CompletionText | Should -Contain ABI040
    }
}

Describe 'Get-KlpAbiFinding and Test-KlpAbi' {
    It 'tells rule, place and what to do' {
        $finding = Get-KlpAbiFinding $fixtures -Rule UnknownTag
        $finding | Should -BeOfType KlpShell.AbiFindingInfo
        $finding.Rule, $finding.File, $finding.Line, $finding.Severity | Should -Be ABI003, 'testing/sysfs-kettle-quirks', 12, Error
        $finding.Message | Should -BeLike '*Users:*'
    }
    It 'asks what the README asks with -Strict' {
        (Get-KlpAbiFinding $fixtures -Rule ABI02*).Count | Should -Be 0
        (Get-KlpAbiFinding $fixtures -Strict -Rule ABI024).What | Should -Contain '/sys/class/kettle/<kettle>/label'
        (Get-KlpAbiFinding $fixtures -Strict -AsOf 2012-01-01 -Rule ABI031).Count | Should -BeGreaterThan 3
    }
    It 'lists the undocumented files of a folder and of the simulated kernel' {
        $null = New-TestKernel
        Enable-KlpPatch first
        $null = Import-KlpAbi $shipped
        Get-KlpAbiFinding -Undocumented | Where-Object What -Like /sys/kernel/livepatch/* | Should -BeNullOrEmpty
        $root = New-Item $TestDrive/root/class/kettle/k0 -ItemType Directory -Force
        'x' > $root/water
        (Get-KlpAbiFinding $fixtures -Root $TestDrive/root -Rule Undocumented).What | Should -Be "$TestDrive/root/class/kettle/k0/water"
    }
    It 'suppresses what is known, and tells what is stale' {
        $known = Join-Path $TestDrive known
        "ABI003 /sys/bus/kettle/* # will be mended`nABI003 /sys/none # once" > $known
        (Get-KlpAbiFinding $fixtures -Suppression $known -Rule ABI003, ABI090).Rule | Should -Be ABI090
        (Get-KlpAbiFinding $fixtures -Suppression $known -Rule ABI003 -IncludeSuppressed).SuppressedBecause | Should -Be 'will be mended'
    }
    It 'writes JUnit and GitHub' {
        ([xml](Get-KlpAbiFinding $fixtures -Report JUnit)).testsuites.testsuite.name | Should -Be abi
        Get-KlpAbiFinding $fixtures -Rule ABI003 -Report GitHub | Should -BeLike '::error file=testing/sysfs-kettle-quirks,line=12,*'
    }
    It 'has a Boolean' {
        Test-KlpAbi $fixtures | Should -BeFalse
        Test-KlpAbi $fixtures/removed | Should -BeTrue
        Test-KlpAbi $fixtures/removed -Strict -Severity Information | Should -BeFalse
    }
}

Describe 'Compare-KlpAbi' {
    It 'judges what became of <what>' -ForEach @(
        @{ What = '/sys/class/kettle/<kettle>/water'; Change = 'Gone'; Verdict = 'Breach'; Rule = 'ABI040' }
        @{ What = '/sys/class/oldkettle/level = <number>'; Change = 'Moved'; Verdict = 'Allowed'; Rule = $null }
        @{ What = '/sys/class/oldkettle/colour'; Change = 'Moved'; Verdict = 'Unclear'; Rule = 'ABI047' }
    ) {
        $tree = Initialize-AbiTree
        Move-Item $tree/obsolete/sysfs-kettle-old $tree/removed/
        $stable = Get-Content $tree/stable/sysfs-kettle -Raw
        Out-AbiFile -Tree $tree -File stable/sysfs-kettle -Text ($stable.Substring($stable.IndexOf("What:`t`t/sys/class/kettle/<kettle>/lid")))
        $found = Compare-KlpAbi $fixtures $tree -AsOf 2024-01-01 | Where-Object What -EQ $what
        $found | Should -BeOfType KlpShell.AbiChangeInfo
        $found.Change, $found.Verdict | Should -Be $change, $verdict
        $found.Findings.Rule | Should -Be $rule
    }
    It 'finds nothing between equals, and only what is asked for' {
        Compare-KlpAbi $fixtures $fixtures | Should -BeNullOrEmpty
        (Compare-KlpAbi $fixtures/stable $fixtures -Change Gone) | Should -BeNullOrEmpty
        (Compare-KlpAbi $fixtures $fixtures/stable -Verdict Breach).Change | Select-Object -Unique | Should -Be Gone
    }
}

Describe 'Move-KlpAbi' {
    It 'says what it wants instead of a name' {
        { Move-KlpAbi nope -To Stable } | Should -Throw '*is no object that Get-KlpAbi writes. Ask Get-KlpAbi for it*'
        $errors = @(Get-OnlyError { 7, 8 | Move-KlpAbi -To Stable })
        $errors.Count | Should -Be 2
        $errors[0].Exception.Message | Should -BeLike '*is no object that Get-KlpAbi writes. Ask Get-KlpAbi for it*'
    }
    It 'moves several entries of one file, and says who must be told' {
        $tree = Initialize-AbiTree
        $moved = Import-KlpAbi $tree | Get-KlpAbi -Pattern 'devices/.*/(heat|whistle)$' | Move-KlpAbi -To Obsolete -Reason 'the bus is gone' -RemovalDate 2030-01-31 -AsOf 2024-01-01 -PassThru
        $moved.Count | Should -Be 2
        $moved[0] | Should -BeOfType KlpShell.AbiMoveInfo
        $moved[0].Told | Should -Be boil
        $now = Import-KlpAbi $tree
        $now.Obsolete, $now.Testing | Should -Be 4, 6
        ($now | Get-KlpAbi '*heat').Description | Should -BeLike '*Obsolete since 2024-01-01, because: the bus is gone.*after 2030-01-31.'
        (Get-ChildItem $tree -Recurse -Filter *.tmp) | Should -BeNullOrEmpty
    }
    It 'refuses what the README forbids, unless a breach is allowed' {
        $tree = Initialize-AbiTree
        $entry = Import-KlpAbi $tree | Get-KlpAbi *heat
        { $entry | Move-KlpAbi -To Removed -ErrorAction Stop } | Should -Throw -ErrorId 'AbiMoveForbidden,*' -ExpectedMessage '*ABI044*'
        { $entry | Move-KlpAbi -To Obsolete -ErrorAction Stop } | Should -Throw -ErrorId 'AbiMoveForbidden,*' -ExpectedMessage '*ABI050*'
        { $entry | Move-KlpAbi -To Testing -ErrorAction Stop } | Should -Throw -ErrorId 'AbiLevelSame,*'
        $entry | Move-KlpAbi -To Removed -AllowBreach -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -BeLike '*ABI044*'
        (Import-KlpAbi $tree).Removed | Should -Be 2
    }
    It 'changes nothing with -WhatIf' {
        $tree = Initialize-AbiTree
        $before = Get-ChildItem $tree -Recurse -File | Get-FileHash
        Import-KlpAbi $tree | Get-KlpAbi *heat | Move-KlpAbi -To Stable -WhatIf
        (Get-ChildItem $tree -Recurse -File | Get-FileHash).Hash | Should -Be $before.Hash
    }
    It 'refuses an entry that its file no longer has, and one without a file' {
        $tree = Initialize-AbiTree
        $entry = Import-KlpAbi $tree | Get-KlpAbi *heat
        Out-AbiFile -Tree $tree -File testing/sysfs-kettle-quirks -Text "What: /sys/other`nDescription: X`n"
        { $entry | Move-KlpAbi -To Stable -ErrorAction Stop } | Should -Throw -ErrorId 'AbiFileChanged,*'
        { Get-KlpAbi -Abi $shipped /sys/kernel/livepatch | Move-KlpAbi -To Stable -ErrorAction Stop } | Should -Throw -ErrorId 'AbiNotInFile,*'
    }
}

Describe 'Export-KlpAbi' {
    It 'writes a tree that reads back equal' {
        $tree = Join-Path $TestDrive tree
        Import-KlpAbi $fixtures | Export-KlpAbi $tree
        Compare-KlpAbi $fixtures $tree | Should -BeNullOrEmpty
        { Import-KlpAbi $fixtures | Export-KlpAbi $tree -ErrorAction Stop } | Should -Throw -ErrorId 'FileExists,*'
        { Import-KlpAbi $fixtures | Export-KlpAbi $tree -Overwrite -ErrorAction Stop } | Should -Not -Throw
    }
    It 'writes <file> that reads back equal' -ForEach @(@{ File = 'abi.json' }, @{ File = 'abi.yaml' }) {
        $path = Join-Path $TestDrive $file
        Import-KlpAbi $fixtures | Export-KlpAbi $path
        Compare-KlpAbi $fixtures $path -ErrorAction Stop | Should -BeNullOrEmpty
        (Import-KlpAbi $path).EntryCount | Should -Be 14
    }
    It 'writes entries from the pipeline as text' {
        Get-KlpAbi -Abi $fixtures -Level Removed | Export-KlpAbi -Format Text | Should -BeLike "What:`t`tkettlefs`nDate:*"
        Get-KlpAbi -Abi $fixtures -Level Removed | Export-KlpAbi -Format Markdown | Should -Match '(?s)^# Removed.*## `kettlefs`'
    }
}

Describe '-AbiPolicy' {
    BeforeAll {
        $null = New-KlpKernel -Path small -Name gate -Overwrite
        $null = Import-KlpAbi (Join-Path (Get-Module KlpShell).ModuleBase manifests/abi/livepatch.yaml)
        $script:removing = Join-Path $TestDrive removing.yaml
        Set-Content $removing @'
kind: Livepatch
name: removing
objects:
  - name: vmlinux
    functions:
      - old_name: cmdline_proc_show
        body: [{ return: 0 }]
abi:
  - what: /sys/kernel/livepatch/<patch>/enabled
    level: removed
'@
    }
    It 'refuses a patch that breaks a rule, with the findings in the error, and the kernel never sees it' {
        { Enable-KlpPatch -Path $removing -AbiPolicy Refuse -ErrorAction Stop } | Should -Throw -ErrorId 'AbiPolicyRefused,KlpShell.Commands.EnableKlpPatchCommand'
        $Error[0].Exception.Findings.Rule | Should -Be ABI070
        $Error[0].TargetObject | Should -Be removing
        { Add-KlpModule -Path $removing -AbiPolicy Refuse -ErrorAction Stop } | Should -Throw -ErrorId 'AbiPolicyRefused,*'
        { Register-KlpPatch -Path $removing -AbiPolicy Refuse -ErrorAction Stop } | Should -Throw -ErrorId 'AbiPolicyRefused,*'
        Get-KlpModule | Should -BeNullOrEmpty
        Get-KlpLog | Should -BeNullOrEmpty
    }
    It 'warns by default, says nothing when it is to be ignored, and never changes what the kernel does' {
        Test-KlpManifest $removing -AbiPolicy Refuse | Should -BeFalse
        Test-KlpManifest $removing -WarningVariable said -WarningAction SilentlyContinue | Should -BeTrue
        $said | Should -BeLike 'ABI070 in patch*'
        Enable-KlpPatch -Path $removing -WhatIf -AbiPolicy Ignore -WarningVariable said 6>$null
        $said | Should -BeNullOrEmpty
        Enable-KlpPatch -Path $removing -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -BeLike 'ABI070 in patch*'
        (Get-KlpPatch removing).State | Should -Be Enabled
    }
    It 'shows what a patch touches' {
        $abi = (Get-KlpPatch removing).Abi
        $abi.What, $abi.Level | Should -Be '/sys/kernel/livepatch/<patch>/enabled', Removed
    }
    It 'is completed' {
        (Get-Completion 'Enable-KlpPatch x -AbiPolicy ').CompletionText | Should -Be Ignore, Refuse, Warn
    }
}

Describe 'Half-written files' {
    It 'never are: a folder that may not be written keeps what it had' -Skip:($IsWindows -or (id -u) -eq 0) {
        $tree = Initialize-AbiTree
        $before = (Get-ChildItem $tree -Recurse -File | Get-FileHash).Hash
        chmod -R a-w $tree
        try {
            { Import-KlpAbi $tree | Get-KlpAbi *heat | Move-KlpAbi -To Stable -ErrorAction Stop } | Should -Throw -ErrorId 'FileUnwritable,*'
            { Import-KlpAbi $tree | Export-KlpAbi (Join-Path $tree all.json) -ErrorAction Stop } | Should -Throw -ErrorId 'FileUnwritable,*'
        } finally {
            chmod -R u+w $tree
        }
        (Get-ChildItem $tree -Recurse -File | Get-FileHash).Hash | Should -Be $before
    }
    It 'never are: a file that is a folder is told, and nothing stays beside it' {
        $folder = New-Item (Join-Path $TestDrive taken.json) -ItemType Directory
        { Import-KlpAbi $fixtures | Export-KlpAbi $folder.FullName -Format Json -Overwrite -ErrorAction Stop } | Should -Throw
        Get-ChildItem $TestDrive -Filter *.tmp -Recurse | Should -BeNullOrEmpty
    }
}
