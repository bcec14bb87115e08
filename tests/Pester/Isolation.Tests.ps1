# Each in a process of its own: what is loaded once stays loaded.
BeforeAll {
    . $PSScriptRoot/common.ps1
    $manifest = Join-Path $Root KlpShell.psd1
    function Invoke-Pwsh([string] $Command) { pwsh -NoProfile -NonInteractive -Command "`$env:NO_COLOR = 1; `$ErrorActionPreference = 'Stop'; $Command" 2>&1 }

    # Another assembly of that name, with another version and nothing that the reader needs.
    $others = @{}
    foreach ($version in '1.0.0.0', '99.0.0.0') {
        $folder = (New-Item (Join-Path $TestDrive $version) -ItemType Directory).FullName
        $others[$version] = Join-Path $folder YamlDotNet.dll
        $source = "[assembly: System.Reflection.AssemblyVersion(`"$version`")] namespace YamlDotNet.Core { public class Parser { public static string Version = `"$version`"; } }"
        $null = pwsh -NoProfile -Command "Add-Type -TypeDefinition '$source' -OutputAssembly '$($others[$version])'"
    }
}

Describe 'Beside another YamlDotNet' {
    It 'reads manifests with version <version> loaded <when>' -ForEach @(
        @{ Version = '1.0.0.0'; When = 'before' }
        @{ Version = '99.0.0.0'; When = 'before' }
        @{ Version = '1.0.0.0'; When = 'after' }
        @{ Version = '99.0.0.0'; When = 'after' }
    ) {
        $load = "Add-Type -Path '$($others[$version])'"
        $import = "Import-Module '$manifest'"
        $first, $second = if ($when -eq 'before') { $load, $import } else { $import, $load }
        $read = '(Import-KlpManifest livepatch_sample).Name; (New-KlpKernel -Release 6.12).Release; [YamlDotNet.Core.Parser]::Version'
        Invoke-Pwsh "$first; $second; $read" | Should -Be livepatch_sample, 6.12, $version
    }
    It 'leaves the other one alone when its own was read first' {
        Invoke-Pwsh "Import-Module '$manifest'; `$null = Import-KlpManifest livepatch_sample; Add-Type -Path '$($others['99.0.0.0'])'; [YamlDotNet.Core.Parser]::Version; (Import-KlpManifest two-functions).Name" | Should -Be 99.0.0.0, two_functions
    }
    It 'keeps its own reader out of scripts'' sight' {
        Invoke-Pwsh "Import-Module '$manifest'; `$null = Import-KlpManifest livepatch_sample; 'YamlDotNet.Core.Parser' -as [type]; 'KlpShell.Manifests.ManifestReader' -as [type]; 'end'" | Should -Be end
    }
    It 'works beside powershell-yaml and Yayaml, where they are' {
        $modules = Get-Module powershell-yaml, Yayaml -ListAvailable | Select-Object -ExpandProperty Name -Unique
        if (-not $modules) { Set-ItResult -Skipped -Because 'neither is here'; return }
        foreach ($module in $modules) {
            Invoke-Pwsh "Import-Module $module; Import-Module '$manifest'; 'a: 1' | ConvertFrom-Yaml | ForEach-Object a; (Import-KlpManifest livepatch_sample).Name" | Should -Be 1, livepatch_sample
            Invoke-Pwsh "Import-Module '$manifest'; (Import-KlpManifest livepatch_sample).Name; Import-Module $module; 'a: 1' | ConvertFrom-Yaml | ForEach-Object a" | Should -Be livepatch_sample, 1
        }
    }
}

Describe 'Types and modules' {
    It 'shows its types to scripts' {
        $types = 'KlpShell.PatchInfo', 'KlpShell.KernelInfo', 'KlpShell.KernelFileInfo', 'KlpShell.KlpException', 'KlpShell.KernelIdentity', 'KlpShell.Core.Machine.Errno', 'KlpShell.Core.Machine.LogLevel'
        Invoke-Pwsh "Import-Module '$manifest'; foreach (`$type in '$($types -join "', '")') { (`$type -as [type]).FullName }" | Should -Be $types
        Invoke-Pwsh "Import-Module '$manifest'; [KlpShell.PatchInfo].IsSealed; [KlpShell.Core.Machine.Errno]::EINVAL.value__" | Should -Be True, 22
        Invoke-Pwsh "Import-Module '$manifest'; `$null = New-KlpKernel; try { Get-Content klp:/none -ErrorAction Stop } catch [KlpShell.KlpException] { `$_.Exception.Errno }" | Should -Be ENOENT
    }
    It 'is the same after Remove-Module and another import, drive and completion included' {
        $script = "Import-Module '$manifest'; `$null = New-KlpKernel; Enable-KlpPatch livepatch_sample; Remove-Module KlpShell; Get-PSDrive klp -ErrorAction Ignore; (Get-Command *-Klp*).Count; Import-Module '$manifest'; (Get-KlpPatch).Name; (Get-PSDrive klp).Root; [KlpShell.PatchInfo].Name; Get-Content klp:/sys/kernel/livepatch/livepatch_sample/enabled; [Management.Automation.CommandCompletion]::CompleteInput('Get-KlpPatch li', 15, `$null).CompletionMatches.CompletionText"
        Invoke-Pwsh $script | Should -Be 0, livepatch_sample, /, PatchInfo, 1, livepatch_sample
    }
    It 'is the same after an import by force, also from its own drive' {
        Invoke-Pwsh "Import-Module '$manifest'; `$null = New-KlpKernel; Set-Location klp:/sys; Import-Module '$manifest' -Force; (Get-PSDrive klp).Root; (Get-KlpKernel).IsCurrent; (Get-Item klp:/sys).Name" | Should -Be /, True, sys
    }
    It 'is there in a second runspace, with a drive of its own' {
        $script = "Import-Module '$manifest'; `$null = New-KlpKernel -Name one; `$other = [powershell]::Create(); `$other.AddScript(`"Import-Module '$manifest'; ```$null = New-KlpKernel -Release 4.1 -Name two; (Get-Item klp:/).Kernel; [KlpShell.PatchInfo].Name`").Invoke(); (Get-Item klp:/).Kernel"
        Invoke-Pwsh $script | Should -Be two, PatchInfo, one
    }
}
