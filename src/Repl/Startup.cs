using KlpShell.Repl.Commands;

namespace KlpShell.Repl;

/// <summary>Makes a session with its commands and the module in it.</summary>
internal static class Startup
{
    public const string Introduction = "klpsh is a shell in which to rehearse kernel live patches on a simulated kernel.\nIts language is a part of PowerShell's. Get-Help NAME explains a command, -Examples shows it at work.\n";

    public static Session Session(IHost host, bool interactive, bool import = true)
    {
        var session = new Session(host);
        BuiltInCommands.Register(session, interactive);
        if (!import || FindModule("KlpShell") is not { } manifest) return session;
        try { session.Commands.Import(manifest); }
        catch (Exception error) when (error is IOException or RuntimeException or BadImageFormatException or PSArgumentException or System.Xml.XmlException or UnauthorizedAccessException or System.Reflection.ReflectionTypeLoadException or TypeLoadException)
        {
            host.Line(Stream.Warning, $"WARNING: The module {manifest} can't be imported: {error.Message}");
        }
        return session;
    }

    /// <summary>Beside the shell when it is packed with the module; in a source tree, upwards from where it was built.</summary>
    public static string? FindModule(string name)
    {
        for (var folder = AppContext.BaseDirectory; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
            foreach (var path in new[] { Path.Combine(folder, name + ".psd1"), Path.Combine(folder, name, name + ".psd1") })
                if (File.Exists(path)) return path;
        return null;
    }
}
