BeforeAll {
    . $PSScriptRoot/common.ps1
    $manifest = Join-Path $Root KlpShell.psd1
    function Invoke-Pwsh([string] $Command) { pwsh -NoProfile -NonInteractive -Command "`$env:NO_COLOR = 1; $Command" }
}

Describe 'The module' {
    It 'has a manifest without a fault, and exports what it lists' {
        $module = Test-ModuleManifest $manifest
        $module.ExportedCmdlets.Count | Should -Be (Get-Command -Module KlpShell).Count
        (Get-Command -Module KlpShell).CommandType | Sort-Object -Unique | Should -Be Cmdlet
    }
    It 'can be imported again by force, removed, and imported once more' {
        Invoke-Pwsh "Import-Module '$manifest'; Import-Module '$manifest' -Force; `$null = New-KlpKernel; Enable-KlpPatch livepatch_sample; Remove-Module KlpShell; Import-Module '$manifest'; (Get-KlpPatch).Name" | Should -Be livepatch_sample
    }
    It 'lives beside another copy of its YAML reader' {
        $yaml = Join-Path $Root bin/private/YamlDotNet.dll
        Invoke-Pwsh "Add-Type -Path '$yaml'; Import-Module '$manifest'; (Import-KlpManifest livepatch_sample).Name; ([appdomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'YamlDotNet' }).Count" | Should -Be livepatch_sample, 2
    }
    It 'reads no YAML before it is asked to' {
        Invoke-Pwsh "Import-Module '$manifest'; Get-KlpKernel; ([appdomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -in 'YamlDotNet', 'KlpShell.Manifests' }).Count" | Should -Be 0
    }
    It 'keeps the kernels of runspaces apart, and waits for one that is shared' {
        $kernel = New-TestKernel shared
        $results = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:manifest
            $env:KLPSHELL_MANIFESTS = Join-Path $using:PSScriptRoot manifests
            $null = New-KlpKernel -Path small -Name mine -Overwrite
            Enable-KlpPatch first
            Enable-KlpPatch second -Kernel $using:kernel -WarningAction SilentlyContinue
            (Get-KlpKernel).Name
        }
        $results | Should -Be mine, mine, mine, mine
        (Get-KlpPatch -Kernel shared).Name | Should -Be second
    }
    It 'prints nothing raw that steers a terminal' {
        $null = New-KlpKernel -Path small -Name "a`e[31mb" -Overwrite
        (Get-KlpKernel -Current | Out-String) | Should -Not -Match "`e\[31m"
        (Get-KlpKernel -Current | Format-List | Out-String) | Should -Not -Match "`e\[31m"
        (Get-OnlyError { Get-KlpKernel "x`e31y" })[0].Exception.Message | Should -Not -Match "`e"
        Remove-KlpKernel *31m*
    }
    It 'shows every record within 80 columns' {
        $null = New-TestKernel
        Enable-KlpPatch first
        foreach ($items in (Get-KlpKernel), (Get-KlpPatch), (Get-KlpModule), (Get-KlpFunction), (Get-KlpTrampoline), (Get-KlpSymbol), (Get-KlpTask), (Get-KlpLog), (Get-KlpSysfs -Recurse), (Get-KlpManifest), (Get-KlpStatus), (Get-KlpRelease)) {
            foreach ($line in ($items | Out-String -Width 80) -split "`n") { $line.Length | Should -BeLessOrEqual 80 }
        }
    }
    It 'has a tour for each era, which a bare pwsh can run: <name>' -ForEach @{ name = 'tour'; lines = 180 }, @{ name = 'tour-stacking'; lines = 140 }, @{ name = 'tour-original'; lines = 120 } {
        $said = (Invoke-Pwsh "& '$Root/manifests/$name.ps1'") -replace '\e\[[0-9;]*m'
        $said.Count | Should -BeIn (60..$lines)

        # The kernel's own lines are as long as they are.
        ($said -notmatch '^(\[ |  log )' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        $page = Get-Content (Join-Path (Split-Path (Split-Path $PSScriptRoot)) docs/tour.md) -Raw
        $page | Should -Match ([regex]::Escape(($said.TrimEnd() -join "`n").Trim())) -Because 'docs/tour.md holds what the tours print'
    }
}

Describe 'PSScriptAnalyzer' {
    It 'finds nothing in <_> with the <_> settings' -ForEach 'PSGallery', 'CmdletDesign', 'default' {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not here'; return }
        $settings = if ($_ -eq 'default') { @{} } else { @{ Settings = $_ } }
        $files = @($manifest) + (Get-ChildItem $PSScriptRoot -Filter *.ps1).FullName + (Get-ChildItem (Join-Path $Root manifests) -Filter *.ps1).FullName + (Get-ChildItem $PSScriptRoot/../../docs, $PSScriptRoot/../../pester -Include *.ps1, *.psm1, *.psd1 -Recurse).ForEach({ $_.FullName })
        $found = foreach ($file in $files) { Invoke-ScriptAnalyzer $file @settings }
        $found | Where-Object { -not ($_.RuleName -eq 'PSUseDeclaredVarsMoreThanAssignments' -and $_.ScriptName -like '*.Tests.ps1') } | Out-String | Should -BeNullOrEmpty
    }
}
