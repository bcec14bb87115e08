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

    /// <summary>What &amp; does with a block or a script.</summary>
    [Cmdlet("Invoke", "ScriptBlock")]
    internal sealed class InvokeScriptBlock : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0)] public ScriptBlock? ScriptBlock { get; set; }
        [Parameter(ValueFromRemainingArguments = true)] public object?[] ArgumentList { get; set; } = [];
        [Parameter(ValueFromPipeline = true)] public object? InputObject { get; set; }

        private readonly List<object?> _input = [];

        protected override void ProcessRecord()
        {
            if (MyInvocation.ExpectingInput) _input.Add(InputObject);
        }

        protected override void EndProcessing() => ScriptBlock!.InScope([("args", ArgumentList), ("input", _input.ToArray())], WriteObject);
    }
}
