namespace KlpShell.Core.Symbols;

/// <summary>A line of <c>available_filter_functions</c> whose name the symbol table knows.</summary>
/// <param name="Name">The table's first symbol of that name, which stands for the name.</param>
/// <param name="Line">The line, from 1.</param>
internal readonly record struct TraceableRecord(int Name, int Line);
