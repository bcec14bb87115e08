namespace KlpShell.Repl.Commands;

/// <summary>The everyday commands over files.</summary>
internal static class FileCommands
{
    internal abstract class Base : PSCmdlet
    {
        protected IEnumerable<string> Resolve(string[] paths)
        {
            foreach (var path in paths)
            {
                ICollection<string> found = [];
                try { found = GetResolvedProviderPathFromPSPath(path, out _); }
                catch (ItemNotFoundException error) { WriteError(new ErrorRecord(error.ErrorRecord, null)); }
                foreach (var one in found) yield return one;
            }
        }
    }

    [Cmdlet("Get", "Content")]
    internal sealed class GetContent : Base
    {
        [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true), Alias("FullName", "LiteralPath", "PSPath")] public string[] Path { get; set; } = [];
        [Parameter] public SwitchParameter Raw { get; set; }
        [Parameter(ValueFromPipelineByPropertyName = true), Alias("First", "Head")] public int TotalCount { get; set; } = -1;
        [Parameter(ValueFromPipelineByPropertyName = true), Alias("Last")] public int Tail { get; set; } = -1;

        protected override void ProcessRecord()
        {
            foreach (var path in Resolve(Path))
            {
                if (Raw) WriteObject(File.ReadAllText(path));
                else foreach (var line in Tail >= 0 ? File.ReadLines(path).TakeLast(Tail) : TotalCount >= 0 ? File.ReadLines(path).Take(TotalCount) : File.ReadLines(path)) WriteObject(line);
            }
        }
    }

    [Cmdlet("Set", "Content", SupportsShouldProcess = true)]
    internal class SetContent : PSCmdlet
    {
        private readonly List<string> _lines = [];

        [Parameter(Mandatory = true, Position = 0), Alias("LiteralPath")] public string Path { get; set; } = "";
        [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true), AllowNull, AllowEmptyCollection, AllowEmptyString] public object?[] Value { get; set; } = [];
        [Parameter] public SwitchParameter NoNewline { get; set; }

        protected virtual bool Append => false;

        protected override void ProcessRecord() => _lines.AddRange(Value.Select(Engine.Value.Text));

        protected override void EndProcessing()
        {
            var path = GetUnresolvedProviderPathFromPSPath(Path);
            var text = string.Concat(_lines.Select(line => NoNewline ? line : line + "\n"));
            if (!ShouldProcess("Path: " + path, Append ? "Add Content" : "Set Content")) return;
            if (Append) File.AppendAllText(path, text);
            else File.WriteAllText(path, text);
        }
    }

    [Cmdlet("Add", "Content", SupportsShouldProcess = true)]
    internal sealed class AddContent : SetContent
    {
        protected override bool Append => true;
    }

    [Cmdlet("Test", "Path")]
    internal sealed class TestPath : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true), Alias("LiteralPath")] public string[] Path { get; set; } = [];

        protected override void ProcessRecord()
        {
            foreach (var path in Path)
                try { WriteObject(GetResolvedProviderPathFromPSPath(path, out _).Count > 0); }
                catch (ItemNotFoundException) { WriteObject(false); }
        }
    }

    [Cmdlet("Join", "Path")]
    internal sealed class JoinPath : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true), Alias("PSPath")] public string[] Path { get; set; } = [];
        [Parameter(Mandatory = true, Position = 1), AllowEmptyString] public string ChildPath { get; set; } = "";

        protected override void ProcessRecord() => WriteObject(Path.Select(path => SessionState.Path.Combine(path, ChildPath)), true);
    }

    [Cmdlet("Split", "Path", DefaultParameterSetName = "ParentSet")]
    internal sealed class SplitPath : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)] public string[] Path { get; set; } = [];
        [Parameter(ParameterSetName = "ParentSet")] public SwitchParameter Parent { get; set; }
        [Parameter(ParameterSetName = "LeafSet", Mandatory = true)] public SwitchParameter Leaf { get; set; }

        protected override void ProcessRecord() => WriteObject(Path.Select(path => Leaf ? System.IO.Path.GetFileName(path.TrimEnd('/')) : System.IO.Path.GetDirectoryName(path.TrimEnd('/')) ?? ""), true);
    }

    [Cmdlet("Get", "ChildItem")]
    internal sealed class GetChildItem : Base
    {
        [Parameter(Position = 0, ValueFromPipeline = true)] public string[] Path { get; set; } = ["."];
        [Parameter] public SwitchParameter Recurse { get; set; }
        [Parameter] public SwitchParameter Name { get; set; }

        protected override void ProcessRecord()
        {
            foreach (var path in Resolve(Path))
                foreach (var entry in Directory.Exists(path) && !WildcardPattern.ContainsWildcardCharacters(Path[0]) ? Directory.GetFileSystemEntries(path, "*", Recurse ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly).Order(StringComparer.Ordinal) : (IEnumerable<string>)[path])
                    WriteObject(Name ? System.IO.Path.GetFileName(entry) : Directory.Exists(entry) ? new DirectoryInfo(entry) : new FileInfo(entry));
        }
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
        protected override void ProcessRecord() => WriteObject(SessionState.Path.CurrentLocation);
    }
}
