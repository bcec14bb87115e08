namespace KlpShell.Repl.Commands;

internal static class SessionCommands
{
    private static bool Like(string[]? patterns, string text) => patterns is null || patterns.Any(p => new WildcardPattern(p, WildcardOptions.IgnoreCase).IsMatch(text));

    [Cmdlet("Get", "Command")]
    internal sealed class GetCommand : PSCmdlet
    {
        [Parameter(Position = 0, ValueFromPipeline = true)] public string[]? Name { get; set; }
        [Parameter] public string[]? Module { get; set; }
        [Parameter] public string[]? Verb { get; set; }
        [Parameter] public string[]? Noun { get; set; }
        [Parameter] public SwitchParameter Syntax { get; set; }

        protected override void ProcessRecord()
        {
            var commands = Running.Session.Commands;
            var any = false;
            foreach (var info in commands.Cmdlets.OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase))
                if (info.Name != "Invoke-ScriptBlock" && Like(Name, info.Name) && Like(Module, info.ModuleName) && Like(Verb, info.Verb) && Like(Noun, info.Noun)) Emit(info, ref any);
            if (any || Name is null) return;
            foreach (var name in Name)
                if (commands.Find(name) is { } target) Emit(target, ref any);
                else if (!WildcardPattern.ContainsWildcardCharacters(name))
                    WriteError(new ErrorRecord(new CommandNotFoundException($"The term '{name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again."), "CommandNotFoundException", ErrorCategory.ObjectNotFound, name));
        }

        private void Emit(CmdletInfo info, ref bool any)
        {
            any = true;
            WriteObject(Syntax ? "\n" + info.Definition + "\n" : info);
        }
    }

    [Cmdlet("Get", "Module")]
    internal sealed class GetModule : PSCmdlet
    {
        [Parameter(Position = 0)] public string[]? Name { get; set; }

        protected override void ProcessRecord()
        {
            foreach (var module in Running.Session.Commands.Modules)
                if (Like(Name, module.Info.Name)) WriteObject(module.Info);
        }
    }

    [Cmdlet("Import", "Module")]
    internal sealed class ImportModule : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)] public string Name { get; set; } = "";
        [Parameter] public SwitchParameter PassThru { get; set; }
        [Parameter] public SwitchParameter Force { get; set; }

        protected override void ProcessRecord()
        {
            var session = Running.Session;
            var info = session.Commands.Modules.Find(m => m.Info.Name.Equals(Name, StringComparison.OrdinalIgnoreCase))?.Info;
            if (info is null)
            {
                var path = GetUnresolvedProviderPathFromPSPath(Name);
                if (Directory.Exists(path)) path = Path.Combine(path, Path.GetFileName(path) + ".psd1");
                if (!Name.Contains('/') && !File.Exists(path)) path = Startup.FindModule(Name) ?? path;
                if (!File.Exists(path)) ThrowTerminatingError(new ErrorRecord(new FileNotFoundException($"The specified module '{Name}' was not loaded because no valid module file was found."), "Modules_ModuleNotFound", ErrorCategory.ResourceUnavailable, Name));
                info = session.Commands.Import(path);
            }
            if (PassThru) WriteObject(info);
        }
    }

    [Cmdlet("Get", "Variable")]
    internal sealed class GetVariable : PSCmdlet
    {
        [Parameter(Position = 0)] public string[]? Name { get; set; }
        [Parameter] public SwitchParameter ValueOnly { get; set; }

        protected override void ProcessRecord()
        {
            foreach (var variable in Running.Session.Global.Variables.Where(v => Like(Name, v.Name)).OrderBy(v => v.Name, StringComparer.OrdinalIgnoreCase).ToList())
                WriteObject(ValueOnly ? variable.Value : variable);
        }
    }

    [Cmdlet("Set", "Variable")]
    internal sealed class SetVariable : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0)] public string[] Name { get; set; } = [];
        [Parameter(Position = 1, ValueFromPipeline = true)] public object? Value { get; set; }

        protected override void ProcessRecord()
        {
            foreach (var name in Name) Running.Session.Scope.Set(name, Value);
        }
    }

    [Cmdlet("Get", "History")]
    internal sealed class GetHistory : PSCmdlet
    {
        protected override void ProcessRecord()
        {
            for (var i = 0; i < Startup.History.Count; i++) WriteObject(new HistoryInfo(i + 1, Startup.History[i]));
        }
    }

    [Cmdlet("Clear", "Host")]
    internal sealed class ClearHost : PSCmdlet
    {
        protected override void ProcessRecord()
        {
            if (!Console.IsOutputRedirected) Console.Clear();
        }
    }

    [Cmdlet("Start", "Sleep", DefaultParameterSetName = "Seconds")]
    internal sealed class StartSleep : PSCmdlet
    {
        private readonly System.Threading.ManualResetEventSlim _stop = new();

        [Parameter(ParameterSetName = "Seconds", Mandatory = true, Position = 0), ValidateRange(0.0, 2147483.0)] public double Seconds { get; set; }
        [Parameter(ParameterSetName = "Milliseconds", Mandatory = true), Alias("ms"), ValidateRange(0, int.MaxValue)] public int Milliseconds { get; set; }

        protected override void ProcessRecord() => _stop.Wait(Milliseconds > 0 ? Milliseconds : (int)(Seconds * 1000));

        protected override void StopProcessing() => _stop.Set();
    }

    [Cmdlet("Get", "Date")]
    internal sealed class GetDate : PSCmdlet
    {
        [Parameter(Position = 0)] public DateTime? Date { get; set; }
        [Parameter] public string? Format { get; set; }

        protected override void ProcessRecord() => WriteObject(Format is null ? Date ?? DateTime.Now : (Date ?? DateTime.Now).ToString(Format, CultureInfo.InvariantCulture));
    }

    [Cmdlet("Measure", "Command")]
    internal sealed class MeasureCommand : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0)] public ScriptBlock? Expression { get; set; }

        protected override void ProcessRecord()
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            Expression!.RunInPlace(null, static _ => { });
            WriteObject(watch.Elapsed);
        }
    }

    /// <summary>What &amp; does with a block or a script.</summary>
    [Cmdlet("Invoke", "ScriptBlock")]
    internal sealed class InvokeScriptBlock : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0)] public ScriptBlock? ScriptBlock { get; set; }
        [Parameter(ValueFromRemainingArguments = true)] public object?[] ArgumentList { get; set; } = [];
        [Parameter(ValueFromPipeline = true)] public object? InputObject { get; set; }
        [Parameter] public SwitchParameter NoNewScope { get; set; }

        private readonly List<object?> _input = [];

        protected override void ProcessRecord()
        {
            if (MyInvocation.ExpectingInput) _input.Add(InputObject);
        }

        protected override void EndProcessing()
        {
            if (NoNewScope && MyInvocation.ExpectingInput) Running.Session.Scope.Set("input", _input.ToArray());
            if (NoNewScope) ScriptBlock!.RunInPlace(Running.Session.Scope.Find("_")?.Value, WriteObject);
            else Run();
        }

        private void Run() => ScriptBlock!.InScope([new PSVariable("args", ArgumentList), new PSVariable("input", _input.ToArray())], false, WriteObject);
    }
}
