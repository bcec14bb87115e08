namespace KlpShell.Repl.Commands;

internal sealed record HistoryInfo(int Id, string CommandLine);
