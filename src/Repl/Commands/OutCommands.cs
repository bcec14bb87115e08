using KlpShell.Repl.Formatting;

namespace KlpShell.Repl.Commands;

internal static class OutCommands
{
    [Cmdlet("Out", "Default")]
    internal sealed class Default : PSCmdlet
    {
        [Parameter(ValueFromPipeline = true)] public object? InputObject { get; set; }

        protected override void ProcessRecord() => Running.Session.Host.Output(InputObject);
    }

    [Cmdlet("Out", "Null")]
    internal sealed class Null : PSCmdlet
    {
        [Parameter(ValueFromPipeline = true)] public object? InputObject { get; set; }
    }

    [Cmdlet("Out", "String")]
    internal sealed class String : PSCmdlet
    {
        private readonly StringBuilder _text = new();
        private Formatter? _formatter;

        [Parameter(ValueFromPipeline = true)] public object? InputObject { get; set; }
        [Parameter] public SwitchParameter Stream { get; set; }
        [Parameter, ValidateRange(2, int.MaxValue)] public int Width { get; set; }
        [Parameter] public SwitchParameter NoNewline { get; set; }

        protected override void BeginProcessing() => _formatter = new Formatter(Running.Session, Line, () => Width > 0 ? Width : Running.Session.Host.Width);

        protected override void ProcessRecord() => _formatter!.Write(InputObject);

        protected override void EndProcessing()
        {
            _formatter!.Close();
            if (!Stream) WriteObject(_text.ToString());
        }

        private void Line(string line)
        {
            if (Stream) WriteObject(line);
            else _text.Append(line).Append(NoNewline ? "" : "\n");
        }
    }

    [Cmdlet("Out", "File")]
    internal sealed class File : PSCmdlet
    {
        private Formatter? _formatter;
        private StreamWriter? _writer;

        [Parameter(Mandatory = true, Position = 0), Alias("Path")] public string FilePath { get; set; } = "";
        [Parameter(ValueFromPipeline = true)] public object? InputObject { get; set; }
        [Parameter] public SwitchParameter Append { get; set; }
        [Parameter] public int Width { get; set; }

        protected override void BeginProcessing()
        {
            _writer = new StreamWriter(GetUnresolvedProviderPathFromPSPath(FilePath), Append) { NewLine = "\n" };
            _formatter = new Formatter(Running.Session, _writer.WriteLine, () => Width > 0 ? Width : Running.Session.Host.Width);
        }

        protected override void ProcessRecord() => _formatter!.Write(InputObject);

        protected override void EndProcessing()
        {
            _formatter!.Close();
            _writer!.Dispose();
        }
    }
}
