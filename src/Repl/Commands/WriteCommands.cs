namespace KlpShell.Repl.Commands;

internal static class WriteCommands
{
    internal abstract class Message : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true), Alias("Msg"), AllowEmptyString] public string Text { get; set; } = "";
    }

    [Cmdlet("Write", "Output")]
    internal sealed class Output : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromRemainingArguments = true), AllowNull, AllowEmptyCollection, AllowEmptyString] public object? InputObject { get; set; }
        [Parameter] public SwitchParameter NoEnumerate { get; set; }

        protected override void ProcessRecord() => WriteObject(InputObject, !NoEnumerate);
    }

    [Cmdlet("Write", "Host")]
    internal sealed class Host : PSCmdlet
    {
        [Parameter(Position = 0, ValueFromPipeline = true, ValueFromRemainingArguments = true), Alias("Msg", "Message")] public object? Object { get; set; }
        [Parameter] public SwitchParameter NoNewline { get; set; }
        [Parameter] public object Separator { get; set; } = " ";
        [Parameter] public ConsoleColor? ForegroundColor { get; set; }

        protected override void ProcessRecord() => Running.WriteInformation(new InformationRecord(new HostMessage(Value.Items(Object) is { } items ? string.Join(Value.Text(Separator), items.Cast<object?>().Select(Value.Text)) : Value.Text(Object), NoNewline, ForegroundColor), "Write-Host"));
    }

    [Cmdlet("Write", "Warning")]
    internal sealed class Warning : Message
    {
        protected override void ProcessRecord() => WriteWarning(Text);
    }

    [Cmdlet("Write", "Verbose")]
    internal sealed class Verbose : Message
    {
        protected override void ProcessRecord() => WriteVerbose(Text);
    }

    [Cmdlet("Write", "Error", DefaultParameterSetName = "NoException")]
    internal sealed class Error : PSCmdlet
    {
        [Parameter(ParameterSetName = "NoException", Mandatory = true, Position = 0, ValueFromPipeline = true), Alias("Msg"), AllowEmptyString] public string Message { get; set; } = "";
        [Parameter(ParameterSetName = "WithException", Mandatory = true)] public Exception? Exception { get; set; }
        [Parameter(ParameterSetName = "ErrorRecord", Mandatory = true)] public ErrorRecord? ErrorRecord { get; set; }
        [Parameter(ParameterSetName = "NoException"), Parameter(ParameterSetName = "WithException")] public ErrorCategory Category { get; set; }
        [Parameter(ParameterSetName = "NoException"), Parameter(ParameterSetName = "WithException")] public string ErrorId { get; set; } = "Microsoft.PowerShell.Commands.WriteErrorException";
        [Parameter(ParameterSetName = "NoException"), Parameter(ParameterSetName = "WithException")] public object? TargetObject { get; set; }

        protected override void ProcessRecord()
        {
            var record = ErrorRecord is null ? new ErrorRecord(Exception ?? new WriteErrorException(Message), ErrorId, Category, TargetObject) : new ErrorRecord(ErrorRecord, null);
            if (ErrorRecord is null) record.Origin = MyInvocation.ScriptName is { } script ? Path.GetFileName(script) : "";
            WriteError(record);
        }
    }

    private sealed class WriteErrorException(string message) : Exception(message);
}
