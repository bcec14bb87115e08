namespace KlpShell.Engine;

/// <summary>A .psd1: the language's literals and nothing that runs.</summary>
internal static class DataFile
{
    public static Hashtable Read(string path)
    {
        var parser = new Parser(System.IO.File.ReadAllText(path), path) { DataOnly = true };
        return parser.Data() as Hashtable ?? throw new ParseException($"{path} holds no hash table.");
    }
}
