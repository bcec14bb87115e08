namespace KlpShell.Repl.Commands;

/// <summary>The everyday commands over files.</summary>
internal static class FileCommands
{
    [Cmdlet("Get", "Content")]
    internal sealed class GetContent : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true), Alias("FullName", "LiteralPath", "PSPath")] public string[] Path { get; set; } = [];
        [Parameter] public SwitchParameter Raw { get; set; }
        [Parameter(ValueFromPipelineByPropertyName = true), Alias("First", "Head")] public int TotalCount { get; set; } = -1;
        [Parameter(ValueFromPipelineByPropertyName = true), Alias("Last")] public int Tail { get; set; } = -1;

        protected override void ProcessRecord()
        {
            foreach (var pattern in Path)
                try { foreach (var path in GetResolvedProviderPathFromPSPath(pattern, out _)) Read(path); }
                catch (ItemNotFoundException error) { WriteError(new ErrorRecord(error.ErrorRecord, null)); }
        }

        private void Read(string path)
        {
            if (Raw) WriteObject(File.ReadAllText(path));
            else foreach (var line in Tail >= 0 ? File.ReadLines(path).TakeLast(Tail) : TotalCount >= 0 ? File.ReadLines(path).Take(TotalCount) : File.ReadLines(path)) WriteObject(line);
        }
    }

    [Cmdlet("Join", "Path")]
    internal sealed class JoinPath : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true), Alias("PSPath")] public string[] Path { get; set; } = [];
        [Parameter(Mandatory = true, Position = 1), AllowEmptyString] public string ChildPath { get; set; } = "";

        protected override void ProcessRecord() => WriteObject(Path.Select(path => SessionState.Path.Combine(path, ChildPath)), true);
    }

    [Cmdlet("Set", "Location")]
    internal sealed class SetLocation : PSCmdlet
    {
        [Parameter(Position = 0, ValueFromPipeline = true)] public string Path { get; set; } = "~";

        protected override void ProcessRecord()
        {
            var path = GetUnresolvedProviderPathFromPSPath(Path);
            if (!Directory.Exists(path)) ThrowTerminatingError(new ErrorRecord(new ItemNotFoundException($"Cannot find path '{path}' because it does not exist."), "PathNotFound", ErrorCategory.ObjectNotFound, path));
            Environment.CurrentDirectory = Running.Session.Location = path;
        }
    }

    [Cmdlet("Get", "Location")]
    internal sealed class GetLocation : PSCmdlet
    {
        [Parameter] public string[]? PSProvider { get; set; }

        protected override void ProcessRecord() => WriteObject(SessionState.Path.CurrentLocation);
    }
}
