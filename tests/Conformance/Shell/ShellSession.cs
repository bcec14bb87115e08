using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using KlpShell.Conformance.Machines;
using KlpShell.Conformance.Shell.Commands;
using KlpShell.Conformance.Shell.Files;
using KlpShell.Conformance.Shell.Syntax;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell;

/// <summary>The shell of a scenario: it lives from the first command to the last, with its variables, directory and open files.</summary>
internal sealed partial class ShellSession
{
    /// <summary>What bash puts before its own messages: the script of the recording, and the line of it that runs the commands.</summary>
    public const string MessagePrefix = "/oracle/lib.sh: line 15: ";

    private const int KilledStatus = 137;

    private readonly Dictionary<string, Node> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<int, OpenFile> _own = [];
    private readonly Expander _expander;
    private readonly Redirector _redirector;
    private int _status;
    private int _substitutions;
    private bool _substituted;

    /// <summary>Starts it.</summary>
    public ShellSession(Machine machine)
    {
        Machine = machine;
        Files = new ShellFiles(machine.Kernel);
        Jobs = new JobTable(machine.Kernel);
        _expander = new Expander(this);
        _redirector = new Redirector(Files, _expander);
    }

    /// <summary>The machine that it runs on.</summary>
    public Machine Machine { get; }

    /// <summary>The files that it sees.</summary>
    public ShellFiles Files { get; }

    /// <summary>What it runs in the background.</summary>
    public JobTable Jobs { get; }

    /// <summary>Runs a command line.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="upcoming">The recorded commands from this one on, up to the next that starts something in the background.</param>
    public StepOutcome Run(string command, string upcoming = "")
    {
        command = Jobs.WithOwnIds(command, upcoming);
        Capture output = new();
        bool killed = false;
        _own[0] = new NullFile();
        _own[1] = output;
        _own[2] = output;
        try
        {
            Run(Parser.Parse(command), _own, subshell: false);
        }
        catch (ShellKilledException)
        {
            killed = true;
        }

        Jobs.LetRun(TimeSpan.Zero);

        return new StepOutcome(_status, [.. CommandContext.Lines(output.Text)], killed);
    }

    /// <summary>Its variables.</summary>
    public Variables Variables { get; } = new();

    /// <summary>The value of a variable; null where it isn't set.</summary>
    public string? Value(string name) => Special(name) ?? Variables[name];

    /// <summary>What stands behind a dollar sign, or between ${ and }.</summary>
    public string ExpandVariable(string form) => Variables.Expand(form, Special, _expander.Text);

    /// <summary>Sets a variable.</summary>
    public void SetVariable(string name, string value) => Variables[name] = value;

    /// <summary>Runs commands in this very shell, as eval does.</summary>
    public int RunHere(string command, Dictionary<int, OpenFile> descriptors)
    {
        Run(Parser.Parse(command), descriptors, subshell: false);
        return _status;
    }

    private string? Special(string name) => name switch
    {
        "?" => _status.ToString(CultureInfo.InvariantCulture),
        "!" => Jobs.LastId,
        "$" => Machine.Kernel.Shell.Pid.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>What a command prints, for its place in another one.</summary>
    public string Substitute(string command)
    {
        Capture output = new();
        Dictionary<int, OpenFile> descriptors = new(_own) { [1] = output };
        _substitutions++;
        Subshell(() => Run(Parser.Parse(command), descriptors, subshell: true));
        _substitutions--;
        _substituted = true;
        return output.Text.TrimEnd('\n');
    }

    /// <summary>Runs a command line in a shell of its own, as bash -c does.</summary>
    public int RunNested(string command, Dictionary<int, OpenFile> descriptors)
    {
        Subshell(() => Run(Parser.Parse(command), new Dictionary<int, OpenFile>(descriptors), subshell: true));
        return _status;
    }

    /// <summary>Runs a command whose words are known already, as xargs does.</summary>
    public int RunWords(IReadOnlyList<string> words, Dictionary<int, OpenFile> descriptors)
    {
        CommandContext context = new(this, words[0], Rest(words), descriptors);
        return Invoke(context, CommandTable.Find(words[0]));
    }

    // What it sets is gone with it, and its exit ends nothing else.
    private void Subshell(Action body)
    {
        Dictionary<string, string> saved = Variables.Save();
        string directory = Files.WorkingDirectory;
        try
        {
            body();
        }
        catch (FlowException flow) when (flow.Kind == "exit")
        {
            _status = flow.Levels;
        }

        Variables.Restore(saved);
        Files.WorkingDirectory = directory;
    }

    private int RunFunction(Node body, List<string> words, Dictionary<int, OpenFile> descriptors, bool subshell)
    {
        IReadOnlyList<string> outer = Variables.Positional;
        Variables.Positional = Rest(words);
        try
        {
            return Run(body, descriptors, subshell, null);
        }
        catch (FlowException flow) when (flow.Kind == "return")
        {
            return flow.Levels;
        }
        finally
        {
            Variables.Positional = outer;
        }
    }

    // A subshell that runs one command: what the shell itself would print about a redirection goes to its output too.
    private void Start(Pipeline pipeline, Dictionary<int, OpenFile> descriptors)
    {
        if (pipeline.Elements is not [SimpleCommand command]) throw new UnknownCommandException($"'{pipeline.Source}' isn't known to the player in the background");
        List<string> words = _expander.Expand(command.Words);
        Dictionary<int, OpenFile> own = new(descriptors);
        _status = 0;
        if (!_redirector.Open(command.Redirections, own)) return;
        CommandContext context = new(this, words[0], Rest(words), own);
        if (!Jobs.TryStart(context)) throw new UnknownCommandException($"'{pipeline.Source}' isn't known to the player in the background");
    }

    private int RunSimple(SimpleCommand command, Dictionary<int, OpenFile> descriptors, bool subshell, string? source)
    {
        int at = 0;
        _substituted = false;
        while (at < command.Words.Length && TryAssign(command.Words[at])) at++;
        List<string> words = _expander.Expand(command.Words.AsSpan()[at..].ToArray());
        Dictionary<int, OpenFile> own = new(descriptors);
        if (!_redirector.Open(command.Redirections, own)) return 1;
        if (words.Count == 0 && at == 0 && _substitutions > 0 && command.Redirections is [{ Operator: "<" }])
        {
            // $(< FILE) is the file's text.
            own[0].Read(out string text);
            own[1].Write(text);
            return 0;
        }

        if (words.Count == 0) return at > 0 && _substituted ? _status : 0;
        if (words[0] == "exec" && words.Count == 1)
        {
            foreach ((int number, OpenFile file) in own) descriptors[number] = file;
            foreach (int number in new List<int>(descriptors.Keys))
            {
                if (!own.ContainsKey(number)) descriptors.Remove(number);
            }

            return 0;
        }

        if (_functions.TryGetValue(words[0], out Node? function))
        {
            int value = RunFunction(function, words, own, subshell);
            Redirector.Close(command.Redirections, own);
            return value;
        }

        Command found = CommandTable.Find(words[0]);
        CommandContext context = new(this, words[0], Rest(words), own);
        try
        {
            int status = Invoke(context, found);
            Redirector.Close(command.Redirections, own);
            return status;
        }
        catch (ProcessKilledException) when (found.Builtin && !subshell)
        {
            throw new ShellKilledException();
        }
        catch (ProcessKilledException)
        {
            if (source is not null && _substitutions == 0) descriptors.GetValueOrDefault(2)?.Write($"{MessagePrefix}{Machine.Kernel.Shell.Pid,5} {"Killed",-23} {source}\n");
            return KilledStatus;
        }
    }

    private static int Invoke(CommandContext context, Command command)
    {
        int status = command.Run(context);
        Status written = context.Flush();
        if (written.Succeeded) return status;
        context.Error($"{(command.Builtin ? MessagePrefix : "")}{context.Name}: write error: {written.Errno.Text()}");
        return 1;
    }

    private bool TryAssign(Token word)
    {
        if (word.Word is not [{ Kind: WordPartKind.Text, Quoted: false } first, ..]) return false;
        int equals = first.Text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0) return false;
        foreach (char c in first.Text.AsSpan(0, equals))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_') return false;
        }

        SetVariable(first.Text[..equals], _expander.Single(word.Word)[(equals + 1)..]);
        return true;
    }

    private static List<string> Rest(IReadOnlyList<string> words)
    {
        List<string> rest = [.. words];
        rest.RemoveAt(0);
        return rest;
    }
}
