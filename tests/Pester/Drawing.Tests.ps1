BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'Show-KlpFunction, Show-KlpTransition and the timeline' {
    BeforeEach {
        $null = New-TestKernel
        Enable-KlpPatch first
    }
    It 'draws the func stack' {
        $lines = Show-KlpFunction cmdline_proc_show
        $lines[0] | Should -BeLike 'cmdline_proc_show  vmlinux  ffffffff81001000  Patched'
        $lines -match "`u{25b6}" | Should -BeLike "*`u{25b6} first *livepatch_cmdline_proc_show *"
        Get-KlpFunction cmdline_proc_show | Show-KlpFunction | Should -Be $lines
        $lines | Where-Object Length -GT 80 | Should -BeNullOrEmpty
    }
    It 'says that there is no transition' { Show-KlpTransition | Should -Be "No patch of kernel 'test' is in transition." }
    It 'tells what happened when, as objects, text and picture' {
        Disable-KlpPatch first
        $events = Get-KlpTimeline
        $events[0] | Should -BeOfType KlpShell.TimelineInfo
        $events[0].Text | Should -Be 'insmod first'
        ($events | Where-Object { $null -ne $_.Phase }).Phase | Should -Be Enabled, Disabled
        (Get-KlpTimeline first).Count | Should -Be 3
        Show-KlpTimeline | Select-Object -Last 1 | Should -BeLike "* `u{b7} *livepatch: disabling patch 'first'"
        $picture = [xml] (Show-KlpTimeline -As Svg)
        $picture.svg.title | Should -Be 'Kernel test'
    }
    It 'saves a picture whole, and overwrites nothing unasked' {
        Export-KlpTimeline $TestDrive/a.svg
        ([xml] (Get-Content $TestDrive/a.svg -Raw)).svg.title | Should -Be 'Kernel test'
        Export-KlpTimeline $TestDrive/never.svg -WhatIf
        (Get-OnlyError { Export-KlpTimeline $TestDrive/a.svg }).FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        Get-KlpTimeline | Export-KlpTimeline $TestDrive/a.txt
        Get-Content $TestDrive/a.txt | Should -Contain "    4.000000 `u{b7}  insmod first"
        (Get-ChildItem $TestDrive).Name | Should -Be a.svg, a.txt
    }
}

Describe 'Colours' {
    BeforeAll {
        # In a process of its own, so that nothing of this one's console counts.
        function Get-Shown([string] $Command, [string] $Before = '', [string] $NoColor = '') {
            $old = $env:NO_COLOR
            $env:NO_COLOR = $NoColor
            try {
                & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "Import-Module '$Root/KlpShell.psd1'; `$env:KLPSHELL_MANIFESTS = '$PSScriptRoot/manifests'; `$null = New-KlpKernel -Path small; Enable-KlpPatch first; $Before; $Command"
            } finally { $env:NO_COLOR = $old }
        }
        $green = "$([char] 27)[32m"
    }
    It 'are those of $PSStyle, and off when it says so, in a file, and with NO_COLOR' {
        Get-Shown @'
$PSStyle.OutputRendering = 'Ansi'
"ansi $((Get-KlpPatch | Out-String).Contains([char]27 + '[32mEnabled'))"
Set-KlpSysfs /sys/kernel/livepatch/first/enabled 1 -ErrorAction SilentlyContinue
$PSStyle.Formatting.Error = $PSStyle.Foreground.Magenta
"own $("$(Show-KlpTimeline -Colour)".Contains($PSStyle.Foreground.Magenta + "$([char]0x2717) EINVAL"))"
"drawn $("$(Show-KlpFunction -Colour)".Contains($PSStyle.Foreground.Green))"
"plain $("$(Show-KlpFunction)".Contains([char]27))"
$PSStyle.OutputRendering = 'PlainText'
"off $((Get-KlpPatch | Out-String).Contains([char]27)) $("$(Show-KlpFunction -Colour)".Contains([char]27))"
$PSStyle.OutputRendering = 'Host'
$file = New-TemporaryFile
Get-KlpPatch > $file
"file $((Get-Content $file -Raw).Contains([char]27))"
Remove-Item $file
'@ | Should -Be 'ansi True', 'own True', 'drawn True', 'plain False', 'off False False', 'file False'
        "$(Get-Shown 'Get-KlpPatch; Show-KlpFunction -Colour' -NoColor 1)" | Should -Not -Match "`e"
        "$(Get-Shown 'Get-KlpPatch' -Before '$PSStyle.OutputRendering = "Ansi"')".Contains("${green}Enabled") | Should -BeTrue
    }
}
