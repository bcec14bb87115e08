namespace KlpShell.Repl;

/// <summary>The command line, read as pwsh reads its own.</summary>
internal sealed class Options
{
    public const string Usage = """
        klpsh: rehearse kernel live patches on a simulated kernel.

        klpsh                          the prompt
        klpsh -Command TEXT            runs TEXT (the rest of the line); - reads it from standard input
        klpsh -File SCRIPT [ARGS...]   runs a script; $args holds the rest
        klpsh -                        runs the script on standard input

          -NoExit          stays at the prompt afterwards
          -NonInteractive  never asks: what is missing is an error
          -NoLogo          no greeting
          -NoProfile       accepted; there is no profile
          -NoModule        without the KlpShell module
          -Version, -Help

        The exit code is 0, 1 after an error that ended the script, or what 'exit' says; 130 after Ctrl+C.
        """;

    public string? Command { get; private set; }
    public string? File { get; private set; }
    public List<string> Arguments { get; } = [];
    public bool Input { get; private set; }
    public bool NoExit { get; private set; }
    public bool NonInteractive { get; private set; }
    public bool NoLogo { get; private set; }
    public bool NoModule { get; private set; }
    public bool Version { get; private set; }
    public bool Help { get; private set; }
    public string? Wrong { get; private set; }

    public static Options Read(string[] words)
    {
        var options = new Options();
        for (var i = 0; i < words.Length; i++)
            switch (words[i].TrimStart('-').ToLowerInvariant())
            {
                case "" when words[i] == "-": options.Input = true; break;
                case "noexit": options.NoExit = true; break;
                case "noninteractive" or "noni": options.NonInteractive = true; break;
                case "nologo": options.NoLogo = true; break;
                case "noprofile" or "nop": break;
                case "nomodule": options.NoModule = true; break;
                case "version" or "v" when words[i][0] == '-': options.Version = true; break;
                case "help" or "h" or "?" when words[i][0] == '-': options.Help = true; break;
                case "command" or "c" when words[i][0] == '-':
                    var text = string.Join(' ', words[(i + 1)..]);
                    if (i + 1 >= words.Length) options.Wrong = "-Command needs a command behind it.";
                    else if (text == "-") options.Input = true;
                    else options.Command = text;
                    return options;
                case "file" or "f" when words[i][0] == '-':
                    if (i + 1 >= words.Length) options.Wrong = "-File needs the path of a script.";
                    else if (words[i + 1] == "-") options.Input = true;
                    else options.Script(words, i + 1);
                    return options;
                default:
                    if (words[i][0] == '-') options.Wrong = $"'{words[i]}' is not an option of klpsh.";
                    else options.Script(words, i);
                    return options;
            }
        return options;
    }

    private void Script(string[] words, int at)
    {
        File = words[at];
        Arguments.AddRange(words[(at + 1)..]);
    }
}
