using KlpShell.Repl.Formatting;

namespace KlpShell.Repl.Commands;

internal static class FormatCommands
{
    internal abstract class Base : PSCmdlet
    {
        protected readonly List<object?> Items = [];

        [Parameter(ValueFromPipeline = true)] public object? InputObject { get; set; }
        [Parameter(Position = 0)] public object[]? Property { get; set; }

        protected override void ProcessRecord() => Value.Unroll(InputObject, Items.Add);
    }

    [Cmdlet("Format", "Table")]
    internal sealed class Table : Base
    {
        [Parameter] public SwitchParameter AutoSize { get; set; }
        [Parameter] public SwitchParameter Wrap { get; set; }

        protected override void EndProcessing() => WriteObject(new Formatted(Shape.Table, Items, Property, AutoSize, Wrap));
    }

    [Cmdlet("Format", "List")]
    internal sealed class List : Base
    {
        protected override void EndProcessing() => WriteObject(new Formatted(Shape.List, Items, Property, false, false));
    }
}
