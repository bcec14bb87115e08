namespace KlpShell.Repl.Formatting;

/// <summary>Views of what klpsh's own commands write.</summary>
internal static class BuiltIn
{
    public static View[] All => field ??=
    [
        Table(typeof(CmdletInfo), ("CommandType", 15), ("Name", 50), ("Version", 10), ("Source", 0)),
        Table(typeof(PSModuleInfo), ("Version", 10), ("Name", 35), ("Path", 0)),
        Table(typeof(PathInfo), ("Path", 0)),
        Table(typeof(Commands.MemberDefinition), ("Name", 0), ("MemberType", 0), ("Definition", 0)),
        Table(typeof(Commands.GroupInfo), ("Count", 0), ("Name", 0), ("Group", 0)),
        Table("Microsoft.PowerShell.Commands.GroupInfoNoElement", ("Count", 0), ("Name", 0)),
    ];

    private static View Table(Type type, params (string Name, int Width)[] columns) => Table(type.FullName!, columns);

    private static View Table(string type, params (string Name, int Width)[] columns) => new()
    {
        TypeNames = [type],
        Columns = [.. columns.Select(c => new Column { Label = c.Name, Property = c.Name, Width = c.Width, Right = c.Name is "Count" })],
    };
}
