namespace KlpShell.Repl.Commands;

internal sealed record GroupInfo(string Name, ArrayList Values, System.Collections.ObjectModel.Collection<object?> Group)
{
    public int Count => Group.Count;
}
