BeforeDiscovery {
    . $PSScriptRoot/common.ps1
    $names = (Get-Command -Module KlpShell).Name
    $examples = foreach ($name in $names) {
        $number = 0
        foreach ($example in (Get-Help $name -Full).examples.example) {
            $number++
            @{ Name = $name; Number = $number; Code = $example.code }
        }
    }
    $snippets = foreach ($page in Get-ChildItem "$PSScriptRoot/../../docs/help" -Filter about_*.md) {
        $number = 0
        foreach ($code in [regex]::Matches((Get-Content $page -Raw), '(?ms)^```powershell[^\n]*\n(.*?)^```')) {
            $number++
            @{ Name = $page.BaseName; Number = $number; Code = $code.Groups[1].Value }
        }
    }
    $topics = (Get-ChildItem (Join-Path $Root en-US) -Filter about_*.help.txt).Name -replace '\.help\.txt$'
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    $manifest = Join-Path $Root KlpShell.psd1
    $common = [System.Management.Automation.PSCmdlet]::CommonParameters

    # What the examples of module files name: a file, one that it waits for, and what a machine says of itself.
    $files = New-Item (Join-Path $TestDrive files) -ItemType Directory
    $data = "$PSScriptRoot/../Verdicts/data/6.12"
    Expand-Archive (Join-Path $data modules.zip) (Join-Path $TestDrive modules)
    Copy-Item "$TestDrive/modules/one_func.ko" "$files/fix.ko"
    Copy-Item "$TestDrive/modules/kct_alpha.ko" "$files/ext4.ko"
    Copy-Item "$data/Module.symvers.gz" "$files/Module.symvers.gz"
    Copy-Item "$Root/manifests/kernels/symbols/debian-6.12.117.kallsyms.gz" "$files/kallsyms.txt"
    Copy-Item "$Root/manifests/kernels/symbols/debian-6.12.117.available_filter_functions.gz" "$files/available_filter_functions"

    # Runs code as a user's first lines in a new session: in a folder of its own, with a kernel. Gives the errors.
    function Invoke-Fresh([string] $Code) {
        $folder = New-Item (Join-Path $TestDrive (New-Guid)) -ItemType Directory
        Copy-Item "$files/*" $folder
        $session = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
        try {
            $null = $session.AddScript("Set-Location '$folder'; Import-Module '$manifest'; `$null = New-KlpKernel").Invoke()
            $session.Commands.Clear()
            $null = $session.AddScript($Code).Invoke()
            $session.Streams.Error
        } finally {
            $session.Dispose()
        }
    }
}

Describe 'Help of <_>' -ForEach $names {
    BeforeAll { $help = Get-Help $_ -Full }
    It 'has a synopsis and a description' {
        $help.Synopsis | Should -Match '\.$'
        $help.description.Text | Should -Not -BeNullOrEmpty
    }
    It 'describes every parameter' {
        $wanted = (Get-Command $_).Parameters.Keys | Where-Object { $_ -notin $common } | Sort-Object
        $help.parameters.parameter.name | Sort-Object | Should -Be $wanted
        foreach ($parameter in $help.parameters.parameter) { $parameter.description.Text | Should -Match '\.' -Because $parameter.name }
    }
    It 'shows the syntax that PowerShell has' {
        $command = Get-Command $_
        @($help.syntax.syntaxItem).Count | Should -Be $command.ParameterSets.Count
        foreach ($item in $help.syntax.syntaxItem) {
            $names = $item.parameter.name | Sort-Object
            $sets = $command.ParameterSets | Where-Object { -not (Compare-Object @($_.Parameters.Name | Where-Object { $_ -notin $common }) @($names)) }
            $sets | Should -Not -BeNullOrEmpty
        }
        foreach ($parameter in $help.parameters.parameter) {
            $uses = $command.ParameterSets.Parameters | Where-Object Name -EQ $parameter.name
            $parameter.required | Should -BeIn $uses.IsMandatory.ForEach({ "$_" })
            $parameter.aliases | Should -Be ($uses[0].Aliases ? $uses[0].Aliases -join ', ' : 'none')
        }
    }
    It 'has examples and links that lead somewhere' {
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        $help.inputTypes.inputType.type.name | Should -Not -BeNullOrEmpty
        $help.returnValues.returnValue.type.name | Should -Not -BeNullOrEmpty
        foreach ($link in $help.relatedLinks.navigationLink.linkText) { (Get-Help $link).Name | Should -Be $link }
    }
}

Describe 'Example' {
    It '<Number> of <Name> works' -ForEach $examples {
        Invoke-Fresh $Code | Should -BeNullOrEmpty
    }
}

Describe 'Code' {
    It '<Number> of <Name> works' -ForEach $snippets {
        Invoke-Fresh $Code | Should -BeNullOrEmpty
    }
}

Describe 'Topic <_>' -ForEach $topics {
    It 'is found, and says what it is about' {
        (Get-Help $_ | Out-String) | Should -Match "TOPIC\s+$_"
        (Get-Help $_*).Synopsis | Should -Match '\.$'
    }
    It 'fits 80 columns' {
        foreach ($line in Get-Content "$Root/en-US/$_.help.txt") { $line.Length | Should -BeLessOrEqual 80 }
    }
}
