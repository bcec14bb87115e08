namespace KlpShell.Repl;

internal static class Program
{
    public static int Main(string[] words)
    {
        var options = Options.Read(words);
        if (options.Wrong is not null || options.Help)
        {
            (options.Help ? Console.Out : Console.Error).WriteLine(options.Help ? Options.Usage : options.Wrong + "\n\n" + Options.Usage);
            return options.Help ? 0 : 64;
        }
        if (options.Version)
        {
            Console.WriteLine("klpsh " + typeof(Program).Assembly.GetName().Version!.ToString(3));
            return 0;
        }
        var batch = options.Command is not null || options.File is not null || options.Input || Console.IsInputRedirected;
        var host = new ConsoleHost(!options.NonInteractive);
        var session = Startup.Session(host, !batch || options.NoExit, !options.NoModule);
        host.Attach(session);
        var runner = new Runner(session, host);
        if (!batch) return Prompt.Shell.Run(runner, options.NoLogo);
        var code = options.File is not null ? runner.File(options.File, options.Arguments)
            : runner.Text(options.Command ?? Console.In.ReadToEnd(), null, options.Command is not null);
        return options.NoExit && !runner.Exited ? Prompt.Shell.Run(runner, true) : code;
    }
}
