# modules/before.ko and after.ko are two builds of a module without a patch: one function stays, one grows, one goes, one comes.

BeforeAll {
    . $PSScriptRoot/common.ps1
    $Before = Join-Path $PSScriptRoot modules/before.ko
    $After = Join-Path $PSScriptRoot modules/after.ko
}

Describe 'Compare-KlpModule' {
    It 'says what changed between two builds, and nothing of what only lies elsewhere' {
        $changes = Compare-KlpModule -Reference $Before -Difference $After
        $changes | Should -BeOfType KlpShell.ModuleChangeInfo
        $changes | ForEach-Object { "$($_.Part) $($_.Name) $($_.Change)" } | Should -Be 'Function came Added', 'Function gone Removed', 'Function grown Resized'
        ($changes | Where-Object Name -EQ grown).Message | Should -Be 'Function grown had 1 bytes, and has 2.'
        Compare-KlpModule $Before $Before | Should -BeNullOrEmpty
        Compare-KlpModule $Before $After -Part Modinfo | Should -BeNullOrEmpty
    }
    It 'refuses what is no module, with the place' {
        Set-Content TestDrive:/text.ko 'no module at all, but text that is longer than a header of ELF, which has sixty-four bytes'
        $found = Get-OnlyError { Compare-KlpModule $Before TestDrive:/text.ko }
        $found.FullyQualifiedErrorId | Should -BeLike 'ModuleFileUnreadable,*'
        $found.Exception.Message | Should -BeLike '*ELF002 at offset 0x0*'
    }
}

Describe 'Export-KlpManifest' {
    It 'writes a manifest that reads back' {
        $text = Export-KlpManifest $Before
        $text | Should -BeLike '*kind: Module*name: fix*'
        Export-KlpManifest $Before TestDrive:/fix.yaml
        $read = Import-KlpManifest TestDrive:/fix.yaml
        $read.Name | Should -Be fix
        $read.Functions | Should -Be kept, grown, gone
    }
    It 'takes no file''s place unasked' {
        Set-Content TestDrive:/there.yaml x
        (Get-OnlyError { Export-KlpManifest $Before TestDrive:/there.yaml }).FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        Export-KlpManifest $Before TestDrive:/there.yaml -Overwrite
        (Import-KlpManifest TestDrive:/there.yaml).Name | Should -Be fix
    }
}

Describe 'A compressed module' {
    It 'is read like a plain one: <_>' -ForEach 'gz', 'xz', 'zst' {
        $packed = Join-Path $PSScriptRoot "modules/before.ko.$_"
        if ($_ -eq 'gz') {
            $packed = Join-Path $TestDrive before.ko.gz
            $stream = [IO.Compression.GZipStream]::new([IO.File]::Create($packed), [IO.Compression.CompressionMode]::Compress)
            $stream.Write([IO.File]::ReadAllBytes($Before))
            $stream.Dispose()
        }
        Compare-KlpModule $Before $packed | Should -BeNullOrEmpty
        (Export-KlpManifest $packed) -join "`n" | Should -Be ((Export-KlpManifest $Before) -join "`n")
    }
    It 'is an error where it is cut: <_>' -ForEach 'xz', 'zst' {
        $bytes = [IO.File]::ReadAllBytes((Join-Path $PSScriptRoot "modules/before.ko.$_"))
        $cut = Join-Path $TestDrive "cut.ko.$_"
        [IO.File]::WriteAllBytes($cut, $bytes[0..($bytes.Length - 9)])
        (Get-OnlyError { Compare-KlpModule $Before $cut }).FullyQualifiedErrorId | Should -BeLike 'ModuleFileUnreadable,*'
    }
    It 'loads the library from bin/private, and only then' {
        $manifest = Join-Path $Root KlpShell.psd1
        $loaded = '@([Runtime.Loader.AssemblyLoadContext]::All.Assemblies | Where-Object { $_.GetName().Name -eq ''SharpCompress'' }).Location'
        $lines = pwsh -NoProfile -NonInteractive -Command "Import-Module '$manifest'; `$null = Export-KlpManifest '$Before'; 'before: ' + ($loaded); `$null = Export-KlpManifest '$Before.xz'; 'after: ' + ($loaded)"
        $lines | Should -Be 'before: ', "after: $(Join-Path (Resolve-Path $Root) bin/private/SharpCompress.dll)"
    }
}
