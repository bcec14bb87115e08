namespace KlpShell.Repl.Prompt;

/// <summary>The lines of earlier sessions; where they can't be kept, there are none.</summary>
internal sealed class HistoryFile
{
    private const int Most = 1000;
    private readonly string _path;

    public HistoryFile()
    {
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } set ? set : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        _path = Path.Combine(state, "klpsh", "history");
        Quietly(() => Lines.AddRange(File.ReadAllLines(_path).TakeLast(Most).Select(line => line.Replace("\\n", "\n"))));
    }

    public List<string> Lines { get; } = [];

    public void Add(string line)
    {
        if (line.Trim().Length == 0 || Lines.Count > 0 && Lines[^1] == line) return;
        Lines.Add(line);
        Quietly(() =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            File.AppendAllText(_path, line.Replace("\n", "\\n") + "\n");
        });
    }

    private static void Quietly(Action action)
    {
        try { action(); }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException) { }
    }
}
