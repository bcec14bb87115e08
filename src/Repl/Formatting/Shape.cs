namespace KlpShell.Repl.Formatting;

internal enum Shape
{
    Table, List,
}
