BeforeDiscovery {
    $sources = Split-Path (Split-Path $PSScriptRoot)
    $configuration = 'Debug', 'Release' | Where-Object { Test-Path "$sources/src/Cmdlets/bin/$_/*/KlpShell.Cmdlets.dll" } | Select-Object -First 1
    $missing = if (-not (Get-Command dotnet -ErrorAction Ignore)) { 'dotnet is not on the PATH' } elseif (-not $configuration) { 'src/Cmdlets is not built' }
}

# Skipped where there is no dotnet, or nothing that it built.
Describe 'The package' -Skip:([bool]$missing) -ForEach @{ Sources = $sources; Configuration = $configuration } {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $out = Join-Path $TestDrive out
        $said = dotnet pack "$Sources/src/Cmdlets" --no-build -c $Configuration "-p:KlpOut=$out/" --disable-build-servers -v q
        if ($LASTEXITCODE) { throw "dotnet pack failed: $said" }
        $version = (Import-PowerShellDataFile "$Sources/KlpShell.psd1").ModuleVersion

        # As a gallery's client does it: into a folder of the module's name and version, without what wraps the package.
        $path = Join-Path $TestDrive Modules
        $module = "$path/KlpShell/$version"
        [IO.Compression.ZipFile]::ExtractToDirectory("$out/KlpShell.$version.nupkg", $module)
        Remove-Item -LiteralPath "$module/_rels", "$module/package", "$module/[Content_Types].xml", "$module/KlpShell.nuspec" -Recurse -Force
        function Invoke-Elsewhere([string] $Command) {
            Push-Location $TestDrive
            try { pwsh -NoProfile -NonInteractive -Command "`$env:NO_COLOR = 1; `$env:PSModulePath = '$path'; $Command" } finally { Pop-Location }
        }
    }
    It 'has a manifest without a fault' {
        $manifest = Test-ModuleManifest "$module/KlpShell.psd1" -WarningVariable warnings -ErrorVariable errors
        $warnings | Should -BeNullOrEmpty
        $errors | Should -BeNullOrEmpty
        $manifest.Version | Should -Be $version
        $manifest.ReleaseNotes.Length | Should -BeGreaterThan 100
        $manifest.LicenseUri | Should -Not -BeNullOrEmpty
        $manifest.IconUri | Should -BeNullOrEmpty
        $manifest.ProjectUri | Should -BeNullOrEmpty
        $manifest.ExportedCmdlets.Count | Should -Be (Import-PowerShellDataFile "$Sources/KlpShell.psd1").CmdletsToExport.Count
    }
    It 'is imported by its name, or by the first of its commands' {
        Invoke-Elsewhere "Import-Module KlpShell; (Get-Module KlpShell).ModuleBase" | Should -Be $module
        Invoke-Elsewhere "(New-KlpKernel).Release; Enable-KlpPatch livepatch_sample; (Get-KlpSysfs /proc/cmdline).Value" | Should -Be 6.12, 'this has been live patched'
    }
    It 'has its help and its views with it' {
        Invoke-Elsewhere "(Get-Help Enable-KlpPatch).examples.example.Count -ge 2; [bool](Get-Help about_KlpEras); (New-KlpKernel | Format-Table | Out-String).Trim().Split([char]10)[0]" | Should -Be True, True, ((New-KlpKernel -Name view -Overwrite | Format-Table | Out-String).Trim() -split "`n")[0]
    }
    It 'has no fault that PSScriptAnalyzer finds with the <_> settings' -ForEach 'PSGallery', 'CmdletDesign', 'ScriptSecurity' {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not here'; return }
        Invoke-ScriptAnalyzer $module -Recurse -Settings $_ | Out-String | Should -BeNullOrEmpty
    }
}
