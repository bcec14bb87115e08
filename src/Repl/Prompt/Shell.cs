namespace KlpShell.Repl.Prompt;

internal static class Shell
{
    public static int Run(Runner runner, bool noLogo)
    {
        while (true)
        {
            Console.Write("klp> ");
            if (Console.ReadLine() is not { } line) return 0;
            var code = runner.Text(line, null, false);
            if (runner.Exited) return code;
        }
    }
}
