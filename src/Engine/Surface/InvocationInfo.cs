namespace System.Management.Automation;

public class InvocationInfo
{
    internal InvocationInfo(CommandInfo? command, Extent extent) => (MyCommand, Extent) = (command, extent);

    internal Extent Extent { get; }

    public CommandInfo? MyCommand { get; }
    public Dictionary<string, object?> BoundParameters { get; } = new(StringComparer.OrdinalIgnoreCase);
    public string InvocationName { get; internal set; } = "";
    public string? ScriptName => Extent.File;
    public int ScriptLineNumber => Extent.StartLineNumber;
    public int OffsetInLine => Extent.StartColumnNumber;
    public bool ExpectingInput { get; internal set; }
}
