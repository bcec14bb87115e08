# Assertions about the kernels of KlpShell, for Pester 5 and 6. Each check is one function that gives a finding: whether it holds, what was
# claimed of whom, and what is so instead. From it come both the operator (Should -HaveKlpPatch) and the command (Should-HaveKlpPatch).

# Should has room for 32 operators, and Pester's own take 26. Import-Module -ArgumentList says which of ours to register; the others are commands all
# the same (Should-HaveKlpTaint).
$chosen = if ($args) { $args | ForEach-Object { $_ } } else { 'HaveKlpPatch', 'BeKlpEnabled', 'BeKlpPatched', 'HaveKlpLog', 'HaveKlpSysfsValue', 'BeConsistent' }

# The kernel that is meant: an object, a name, or the current one for what names none.
function Resolve-Kernel {
    param([object] $Actual, [object] $Kernel)
    $wanted = if ($null -ne $Kernel) { $Kernel } else { $Actual }
    if ($wanted -is [array] -and $wanted.Count -eq 1) { $wanted = $wanted[0] }
    if ($null -eq $wanted) { throw [ArgumentException]::new('A kernel is wanted, and nothing came down the pipeline. Write: Get-KlpKernel | Should ...') }
    if ($wanted -isnot [string] -and $wanted.PSObject.TypeNames -notcontains 'KlpShell.KernelInfo') {
        throw [ArgumentException]::new("A kernel or its name is wanted, and this came down the pipeline: [$($wanted.GetType().FullName)] $wanted")
    }
    $name = if ($wanted -is [string]) { $wanted } else { $wanted.Name }
    Get-KlpKernel -Name ([WildcardPattern]::Escape($name)) -ErrorAction Stop
}

# Where a name or an object of another cmdlet may stand.
function Resolve-Name {
    param([object] $Actual, [string] $TypeName, [string] $What)
    if ($Actual -is [array] -and $Actual.Count -eq 1) { $Actual = $Actual[0] }
    if ($null -eq $Actual -or $Actual -is [array]) { throw [ArgumentException]::new("One $What or its name is wanted, and $(if ($null -eq $Actual) { 'nothing' } else { "$($Actual.Count) objects" }) came down the pipeline.") }
    if ($Actual -isnot [string] -and $Actual.PSObject.TypeNames -notcontains "KlpShell.$TypeName") { throw [ArgumentException]::new("A $What or its name is wanted, and this came down the pipeline: [$($Actual.GetType().FullName)] $Actual") }
    $Actual
}

function Join-Line {
    param([object[]] $Line, [string] $None, [int] $Last = 10)
    if (-not $Line) { return $None }
    $shown = @($Line | Select-Object -Last $Last)
    $skipped = $Line.Count - $shown.Count
    (@(if ($skipped) { "  ($skipped more before)" }) + @($shown | ForEach-Object { "  $_" })) -join "`n"
}

function Test-HaveKlpPatch {
    param([object] $ActualValue, [string] $Patch, [string] $State)
    $kernel = Resolve-Kernel $ActualValue
    $all = @(Get-KlpPatch -Kernel $kernel.Name)
    $found = @($all | Where-Object Name -Like $Patch)
    $right = @($found | Where-Object { -not $State -or "$($_.Phase)" -eq $State })
    $which = "a patch '$Patch'$(if ($State) { " that is $State" })"
    [pscustomobject]@{
        Holds = ($right.Count -gt 0)
        Subject = "kernel '$($kernel.Name)'"
        Claim = "have $which"
        Otherwise = (Join-Line @($all | ForEach-Object { "$($_.Name) is $($_.Phase)" }) '  it has no patch')
        Indeed = "$($right[0].Name) is $($right[0].Phase)"
        Expected = "$Patch$(if ($State) { " $State" })"
        Actual = (@($all | ForEach-Object { "$($_.Name) $($_.Phase)" }) -join ', ')
    }
}

function Test-BeKlpEnabled {
    param([object] $ActualValue, [object] $Kernel)
    $patch = Resolve-Name -Actual $ActualValue -TypeName PatchInfo -What patch
    if ($patch -is [string]) {
        $at = if ($null -ne $Kernel) { @{ Kernel = $Kernel } } else { @{} }
        $patch = Get-KlpPatch $patch @at -ErrorAction SilentlyContinue
        if (-not $patch) { return [pscustomobject]@{
            Holds = $false
            Subject = "patch '$ActualValue'"
            Claim = 'be enabled'
            Otherwise = '  no such patch is registered'
            Indeed = ''
            Expected = 'Enabled'
            Actual = 'not registered'
        } }
    }
    $why = @("it is $($patch.Phase)")
    if ($patch.Transition) {
        $status = Get-KlpStatus -Kernel $patch.Kernel
        if ($status.Transition) { $why += "$($status.Transition)" }
        $why += @($status.StalledTasks | ForEach-Object { "held up by task $_" })
    }
    [pscustomobject]@{
        Holds = ("$($patch.Phase)" -eq 'Enabled')
        Subject = "patch '$($patch.Name)'"
        Claim = 'be enabled'
        Otherwise = (Join-Line $why '')
        Indeed = 'it is, and in no transition'
        Expected = 'Enabled'
        Actual = "$($patch.Phase)"
    }
}

function Test-BeKlpPatched {
    param([object] $ActualValue, [string] $By, [object] $Kernel)
    $function = Resolve-Name -Actual $ActualValue -TypeName FunctionInfo -What function
    if ($function -is [string]) {
        $at = if ($null -ne $Kernel) { @{ Kernel = $Kernel } } else { @{} }
        $function = @(Get-KlpFunction $function @at -ErrorAction Stop)
        if ($function.Count -ne 1) { throw [ArgumentException]::new("There are $($function.Count) functions '$ActualValue'. Say which: '$ActualValue,1'") }
        $function = $function[0]
    }
    $patched = "$($function.State)" -eq 'Patched'
    $so = if ($patched) { "'$($function.Winner)' wins: its $($function.Runs) runs" } else { "it is $($function.State)" }
    [pscustomobject]@{
        Holds = ($patched -and (-not $By -or $function.Winner -like $By))
        Subject = "function '$($function.Object):$($function.Name)'"
        Claim = "be patched$(if ($By) { " by '$By'" })"
        Otherwise = (Join-Line (@($so) + @($function.Layers | ForEach-Object { "layer $_" })) '')
        Indeed = $so
        Expected = $(if ($By) { $By } else { 'Patched' })
        Actual = "$(if ($patched) { $function.Winner } else { $function.State })"
    }
}

function Test-HaveKlpLog {
    param([object] $ActualValue, [string] $Pattern, [string] $Level, [int] $Count = -1)
    $lines = @($ActualValue)
    $subject = 'the log lines'
    if ($lines.Count -le 1 -and ($null -eq $lines[0] -or $lines[0].PSObject.TypeNames -notcontains 'KlpShell.LogInfo')) {
        $kernel = Resolve-Kernel $ActualValue
        $lines = @(Get-KlpLog -Kernel $kernel.Name)
        $subject = "the log of kernel '$($kernel.Name)'"
    }
    $found = @($lines | Where-Object { $_.Message -like $Pattern -and (-not $Level -or "$($_.Level)" -eq $Level) })
    $holds = if ($Count -ge 0) { $found.Count -eq $Count } else { $found.Count -gt 0 }
    $times = if ($Count -ge 0) { "$Count time$(if ($Count -ne 1) { 's' }) " } else { '' }
    $otherwise = if ($found) { "  it does $($found.Count) time$(if ($found.Count -ne 1) { 's' }):`n$(Join-Line $found)" } else { Join-Line $lines '  it is empty' }
    [pscustomobject]@{
        Holds = $holds
        Subject = $subject
        Claim = "have $times'$Pattern'$(if ($Level) { " at level $Level" })"
        Otherwise = $otherwise
        Indeed = "it has:`n$(Join-Line $found '  none')"
        Expected = $Pattern
        Actual = (@($lines | Select-Object -Last 3 -ExpandProperty Message) -join "`n")
    }
}

function Test-HaveKlpSysfsValue {
    param([object] $ActualValue, [string] $Path, [string] $Value)
    $kernel = Resolve-Kernel $ActualValue
    try {
        $file = Get-KlpSysfs $Path -Kernel $kernel.Name -ErrorAction Stop
        $text = "$($file.Value)".TrimEnd("`n")
        [pscustomobject]@{
            Holds = ($text -like $Value)
            Subject = "file $Path of kernel '$($kernel.Name)'"
            Claim = "read '$Value'"
            Otherwise = "  it reads '$text'"
            Indeed = "it reads '$text'"
            Expected = $Value
            Actual = $text
        }
    } catch {
        [pscustomobject]@{
            Holds = $false
            Subject = "file $Path of kernel '$($kernel.Name)'"
            Claim = "read '$Value'"
            Otherwise = "  $($_.Exception.Message)"
            Indeed = ''
            Expected = $Value
            Actual = $_.Exception.Message
        }
    }
}

function Test-HaveKlpTaint {
    param([object] $ActualValue, [string[]] $Taint)
    $kernel = Resolve-Kernel $ActualValue
    $has = @("$($kernel.Taint)" -split ', ') + @("$($kernel.TaintLetters)".ToCharArray() | ForEach-Object { "$_" })
    $lacks = @($Taint | Where-Object { $_ -cnotin $has -and ($_.Length -eq 1 -or $_ -notin $has) })
    [pscustomobject]@{
        Holds = (-not $lacks)
        Subject = "kernel '$($kernel.Name)'"
        Claim = "be tainted with $($Taint -join ', ')"
        Otherwise = "  it is tainted with: $($kernel.Taint)$(if ($kernel.TaintLetters) { " ($($kernel.TaintLetters))" })"
        Indeed = "it is tainted with: $($kernel.Taint)"
        Expected = ($Taint -join ', ')
        Actual = "$($kernel.Taint)"
    }
}

function Test-HaveKlpAbiFinding {
    param([object] $ActualValue, [string] $Rule = '*', [string] $Name = '*')
    $findings = @($ActualValue | Where-Object { $null -ne $_ })
    $foreign = $findings | Where-Object { $_.PSObject.TypeNames -notcontains 'KlpShell.AbiFindingInfo' } | Select-Object -First 1
    if ($foreign) { $findings = @(Get-KlpAbiFinding -Abi $ActualValue -ErrorAction Stop) }
    $found = @($findings | Where-Object { ($_.Rule -like $Rule -or $_.Name -like $Rule) -and $_.What -like $Name })
    $which = "a finding$(if ($Rule -ne '*') { " of rule $Rule" })$(if ($Name -ne '*') { " about '$Name'" })"
    $texts = { param($some) $some | ForEach-Object { "$($_.Rule) $($_.What) ($($_.File):$($_.Line)): $($_.Message)" } }
    [pscustomobject]@{
        Holds = ($found.Count -gt 0)
        Subject = 'the ABI'
        Claim = "have $which"
        Otherwise = (Join-Line @(& $texts $findings) '  there is none at all')
        Indeed = "there $(if ($found.Count -eq 1) { 'is one' } else { "are $($found.Count)" }):`n$(Join-Line @(& $texts $found))"
        Expected = $Rule
        Actual = (@($findings | ForEach-Object Rule | Select-Object -Unique) -join ', ')
    }
}

# What must agree in a kernel whatever was done to it: the lists of patches, the files under /sys, who wins each function, and the verdict.
function Test-BeConsistent {
    param([object] $ActualValue)
    $kernel = Resolve-Kernel $ActualValue
    $status = Get-KlpStatus -Kernel $kernel.Name
    $wrong = @($status.Problems)
    foreach ($patch in $status.Patches) {
        $enabled = "$((Get-KlpSysfs "$($patch.SysfsPath)/enabled" -Kernel $kernel.Name -ErrorAction SilentlyContinue).Value)".Trim()
        $wanted = if ("$($patch.State)" -eq 'Enabled') { '1' } else { '0' }
        if ($enabled -ne $wanted) { $wrong += "$($patch.SysfsPath)/enabled reads '$enabled', and the patch is $($patch.State)." }
        if (-not @(Get-KlpModule $patch.Name -Kernel $kernel.Name -ErrorAction SilentlyContinue)) { $wrong += "Patch '$($patch.Name)' is registered, and its module isn't loaded." }
    }
    foreach ($function in $status.Functions) {
        if ($function.FuncStack.Count -gt 0 -and "$($function.State)" -eq 'Patched' -and $function.FuncStack[0] -ne $function.Winner -and -not $status.Transition) { $wrong += "'$($function.FuncStack[0])' is on top of the func stack of $($function.Name), and '$($function.Winner)' wins." }
    }
    [pscustomobject]@{
        Holds = ($wrong.Count -eq 0)
        Subject = "kernel '$($kernel.Name)'"
        Claim = 'be consistent'
        Otherwise = (Join-Line $wrong '')
        Indeed = 'nothing is wrong with it'
        Expected = 'no problem'
        Actual = ($wrong -join "`n")
    }
}

function ConvertTo-Message {
    param([object] $Finding, [bool] $Negate, [string] $Because)
    $reason = if ($Because) { ", because $($Because -replace '^because\s+', '')," } else { '' }
    if ($Negate) { "Expected $($Finding.Subject) not to $($Finding.Claim)$reason but $($Finding.Indeed)" }
    else { "Expected $($Finding.Subject) to $($Finding.Claim)$reason but:`n$($Finding.Otherwise)" }
}

function ConvertTo-ShouldResult {
    param([object] $Finding, [bool] $Negate, [string] $Because)
    $succeeded = $Finding.Holds -ne $Negate
    $result = [ordered]@{ Succeeded = $succeeded; FailureMessage = '' }
    if (-not $succeeded) {
        $result.FailureMessage = ConvertTo-Message -Finding $Finding -Negate $Negate -Because $Because
        $result.ExpectResult = @{ Actual = $Finding.Actual; Expected = if ($Negate) { "not $($Finding.Expected)" } else { $Finding.Expected }; Because = $Because }
    }
    [pscustomobject] $result
}

# Fails as Pester's own commands do.
function Assert-Finding {
    param([object] $Finding, [bool] $Negate, [string] $Because, [Management.Automation.InvocationInfo] $Invocation)
    if ($Finding.Holds -ne $Negate) { return }
    $message = ConvertTo-Message -Finding $Finding -Negate $Negate -Because $Because
    $target = @{ Message = $message; File = $Invocation.ScriptName; Line = $Invocation.ScriptLineNumber; LineText = $Invocation.Line.TrimEnd(); Terminating = $true }
    throw [Management.Automation.ErrorRecord]::new([Exception]::new($message), 'PesterAssertionFailed', [Management.Automation.ErrorCategory]::InvalidResult, $target)
}

$script:Operators = [ordered]@{
    HaveKlpPatch = @{
        Array = $false
        Test  = {
            param([object] $ActualValue, [string] $Patch = '*', [string] $State, [switch] $Negate, [string] $Because)
            ConvertTo-ShouldResult -Finding (Test-HaveKlpPatch -ActualValue $ActualValue -Patch $Patch -State $State) -Negate $Negate -Because $Because
        }
    }
    BeKlpEnabled = @{
        Array = $false
        Test  = {
            param([object] $ActualValue, [object] $Kernel, [switch] $Negate, [string] $Because)
            ConvertTo-ShouldResult -Finding (Test-BeKlpEnabled -ActualValue $ActualValue -Kernel $Kernel) -Negate $Negate -Because $Because
        }
    }
    BeKlpPatched = @{
        Array = $false
        Test  = {
            param([object] $ActualValue, [string] $By, [object] $Kernel, [switch] $Negate, [string] $Because)
            ConvertTo-ShouldResult -Finding (Test-BeKlpPatched -ActualValue $ActualValue -By $By -Kernel $Kernel) -Negate $Negate -Because $Because
        }
    }
    HaveKlpLog = @{
        Array = $true
        Test  = {
            param([object] $ActualValue, [string] $Pattern = '*', [string] $Level, [int] $Count = -1, [switch] $Negate, [string] $Because)
            ConvertTo-ShouldResult -Finding (Test-HaveKlpLog -ActualValue $ActualValue -Pattern $Pattern -Level $Level -Count $Count) -Negate $Negate -Because $Because
        }
    }
    HaveKlpSysfsValue = @{
        Array = $false
        Test  = {
            param([object] $ActualValue, [string] $Path, [string] $Value, [switch] $Negate, [string] $Because)
            ConvertTo-ShouldResult -Finding (Test-HaveKlpSysfsValue -ActualValue $ActualValue -Path $Path -Value $Value) -Negate $Negate -Because $Because
        }
    }
    BeConsistent = @{
        Array = $false
        Test  = {
            param([object] $ActualValue, [switch] $Negate, [string] $Because)
            ConvertTo-ShouldResult -Finding (Test-BeConsistent -ActualValue $ActualValue) -Negate $Negate -Because $Because
        }
    }
    HaveKlpTaint = @{
        Array = $false
        Test  = {
            param([object] $ActualValue, [string[]] $Taint, [switch] $Negate, [string] $Because)
            ConvertTo-ShouldResult -Finding (Test-HaveKlpTaint -ActualValue $ActualValue -Taint $Taint) -Negate $Negate -Because $Because
        }
    }
    HaveKlpAbiFinding = @{
        Array = $true
        Test  = {
            param([object] $ActualValue, [string] $Rule = '*', [string] $Name = '*', [switch] $Negate, [string] $Because)
            ConvertTo-ShouldResult -Finding (Test-HaveKlpAbiFinding -ActualValue $ActualValue -Rule $Rule -Name $Name) -Negate $Negate -Because $Because
        }
    }
}

<#
.SYNOPSIS
Makes operators of Should out of the assertions of this module.
.DESCRIPTION
Should has room for 32 operators, and Pester's own take 26 of them. Importing this module registers six, or those that Import-Module
-ArgumentList names; this command registers others. Registering one twice does nothing.
.PARAMETER Name
The operators.
.EXAMPLE
Register-KlpShouldOperator HaveKlpTaint
#>
function Register-KlpShouldOperator {
    [CmdletBinding()]
    [OutputType([void])]
    param(
        [Parameter(Mandatory, Position = 0)]
        [ValidateSet('HaveKlpPatch', 'BeKlpEnabled', 'BeKlpPatched', 'HaveKlpLog', 'HaveKlpSysfsValue', 'BeConsistent', 'HaveKlpTaint', 'HaveKlpAbiFinding')]
        [string[]] $Name
    )
    if (-not (Get-Command Add-ShouldOperator -ErrorAction Ignore)) { throw [InvalidOperationException]::new('Pester 5 or 6 is not loaded. Import it first, or run the suite with Invoke-Pester.') }
    foreach ($one in $Name) {
        if (@(Get-ShouldOperator).Name -contains $one) { continue }
        $entry = $script:Operators[$one]
        Add-ShouldOperator -Name $one -InternalName "Should-$one" -Test $entry.Test -SupportsArrayInput:$entry.Array
    }
}

# Pester 6 has a command for each assertion, and one for its opposite; so have we, in both versions, and they need no room in Should. They are
# aliases, since PowerShell warns of a function whose verb it doesn't know.
$parameters = @{
    HaveKlpPatch      = '[Parameter(Position = 0)] [string] $Patch = "*", [string] $State', '-Patch $Patch -State $State'
    BeKlpEnabled      = '[object] $Kernel', '-Kernel $Kernel'
    BeKlpPatched      = '[Parameter(Position = 0)] [string] $By, [object] $Kernel', '-By $By -Kernel $Kernel'
    HaveKlpLog        = '[Parameter(Position = 0)] [string] $Pattern = "*", [string] $Level, [int] $Count = -1', '-Pattern $Pattern -Level $Level -Count $Count'
    HaveKlpSysfsValue = '[Parameter(Mandatory, Position = 0)] [string] $Path, [Parameter(Mandatory, Position = 1)] [AllowEmptyString()] [string] $Value', '-Path $Path -Value $Value'
    BeConsistent      = '', ''
    HaveKlpTaint      = '[Parameter(Mandatory, Position = 0)] [string[]] $Taint', '-Taint $Taint'
    HaveKlpAbiFinding = '[Parameter(Position = 0)] [string] $Rule = "*", [string] $Name = "*"', '-Rule $Rule -Name $Name'
}
foreach ($one in $script:Operators.Keys) {
    foreach ($not in '', 'Not') {
        $own, $passed = $parameters[$one]
        $text = "[CmdletBinding()] param([Parameter(ValueFromPipeline)] [object] `$Actual, $(if ($own) { "$own, " }) [string] `$Because)
            `$all = if (`$MyInvocation.ExpectingInput) { @(`$input) } else { @(`$Actual) }
            Assert-Finding -Finding (Test-$one -ActualValue `$all $passed) -Negate `$$([bool] $not) -Because `$Because -Invocation `$MyInvocation"
        Set-Alias "Should-$not$one" "Assert-$not$one"
        Set-Item "function:Assert-$not$one" $ExecutionContext.SessionState.Module.NewBoundScriptBlock([scriptblock]::Create($text))
    }
}

# Importing this module doesn't load Pester: a suite that runs in it has it already.
$pester = Get-Module Pester | Sort-Object Version | Select-Object -Last 1
if ($pester) {
    $room = 32 - @(Get-ShouldOperator).Count
    foreach ($one in $chosen | Where-Object { @(Get-ShouldOperator).Name -notcontains $_ }) {
        if ($room-- -le 0) { Write-Warning "Should has no room left for -$one. Import this module with -ArgumentList and the operators that the suite needs, or use Should-$one." }
        else { Register-KlpShouldOperator $one }
    }
}
Export-ModuleMember -Function 'Register-KlpShouldOperator', 'Assert-*Klp*', 'Assert-*BeConsistent' -Alias 'Should-*'
