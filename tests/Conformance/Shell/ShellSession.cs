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
internal sealed class ShellSession
{
    /// <summary>What bash puts before its own messages: the script of the recording, and the line of it that runs the commands.</summary>
    public const string MessagePrefix = "/oracle/lib.sh: line 15: ";

    private const int KilledStatus = 137;
    private const int MostRounds = 100_000;

    private readonly Dictionary<string, Node> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<int, OpenFile> _own = [];
    private readonly Expander _expander;
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
    }

    /// <summary>The machine that it runs on.</summary>
    public Machine Machine { get; }

    /// <summary>The files that it sees.</summary>
    public ShellFiles Files { get; }

    /// <summary>What it runs in the background.</summary>
    public JobTable Jobs { get; }

    /// <summary>Runs a command line.</summary>
    public StepOutcome Run(string command)
    {
        command = Jobs.WithOwnIds(command);
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

    private void Run(CommandList list, Dictionary<int, OpenFile> descriptors, bool subshell)
    {
        foreach (ListItem item in list.Items)
        {
            if (item.Operator == "&&" && _status != 0) continue;
            if (item.Operator == "||" && _status == 0) continue;
            if (item.Background)
            {
                Start(item.Pipeline, descriptors);
                continue;
            }

            Run(item.Pipeline, descriptors, subshell);
        }
    }

    private void Run(Pipeline pipeline, Dictionary<int, OpenFile> descriptors, bool subshell)
    {
        if (pipeline.Elements.Length == 1)
        {
            _status = Run(pipeline.Elements[0], descriptors, subshell, pipeline.Source);
        }
        else
        {
            OpenFile input = descriptors[0];
            for (int i = 0; i < pipeline.Elements.Length; i++)
            {
                bool last = i == pipeline.Elements.Length - 1;
                Capture pipe = new();
                Dictionary<int, OpenFile> own = new(descriptors) { [0] = input };
                if (!last) own[1] = pipe;
                Node element = pipeline.Elements[i];
                Subshell(() => _status = Run(element, own, subshell: true, last ? pipeline.Source : null));
                input = new TextInput(pipe.Text);
            }
        }

        if (pipeline.Negated) _status = _status == 0 ? 1 : 0;
    }

    // The source is what the shell prints when the process is killed; null where it says nothing.
    private int Run(Node node, Dictionary<int, OpenFile> descriptors, bool subshell, string? source)
    {
        switch (node)
        {
            case SimpleCommand simple:
                return RunSimple(simple, descriptors, subshell, source);
            case ForLoop loop:
                _status = 0;
                foreach (string value in _expander.Expand(loop.Words))
                {
                    SetVariable(loop.Variable, value);
                    if (!Round(() => Run(loop.Body, descriptors, subshell))) break;
                }

                return _status;
            case WhileLoop loop:
                int last = 0;
                for (int round = 0; Holds(loop.Condition, descriptors, subshell) != loop.Until; round++)
                {
                    if (round > MostRounds) throw new UnknownCommandException($"'{loop.Source}' goes round for ever");
                    _status = 0;
                    bool more = Round(() => Run(loop.Body, descriptors, subshell));
                    last = _status;
                    if (!more) break;
                }

                return last;
            case IfCommand choice:
                foreach ((CommandList condition, CommandList body) in choice.Branches)
                {
                    if (!Holds(condition, descriptors, subshell)) continue;
                    Run(body, descriptors, subshell);
                    return _status;
                }

                _status = 0;
                if (choice.Otherwise is not null) Run(choice.Otherwise, descriptors, subshell);
                return _status;
            case CaseCommand choice:
                string word = _expander.Single(choice.Word.Word);
                _status = 0;
                foreach ((ImmutableArray<Token> patterns, CommandList body) in choice.Branches)
                {
                    bool fits = false;
                    foreach (Token pattern in patterns) fits |= Variables.Fits(word, _expander.Single(pattern.Word));
                    if (!fits) continue;
                    Run(body, descriptors, subshell);
                    break;
                }

                return _status;
            case FunctionNode function:
                _functions[function.Name] = function.Body;
                return 0;
            case Redirected redirected:
                Dictionary<int, OpenFile> own = new(descriptors);
                if (!Redirect(redirected.Redirections, own)) return 1;
                int status = Run(redirected.Body, own, subshell, source);
                CloseRedirected(redirected.Redirections, own);
                return status;
            case Group { Subshell: true } group:
                Subshell(() => Run(group.Body, new Dictionary<int, OpenFile>(descriptors), true));
                return _status;
            case Group group:
                Run(group.Body, descriptors, subshell);
                return _status;
            default:
                throw new InvalidOperationException($"no node of type {node.GetType().Name} is known");
        }
    }

    private bool Holds(CommandList condition, Dictionary<int, OpenFile> descriptors, bool subshell)
    {
        Run(condition, descriptors, subshell);
        return _status == 0;
    }

    // False where break ended the loop.
    private static bool Round(Action body)
    {
        try
        {
            body();
            return true;
        }
        catch (FlowException flow) when (flow.Kind is "break" or "continue")
        {
            if (flow.Levels > 1) throw new FlowException(flow.Kind, flow.Levels - 1);
            return flow.Kind == "continue";
        }
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
        if (!Redirect(command.Redirections, own)) return;
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
        if (!Redirect(command.Redirections, own)) return 1;
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
            CloseRedirected(command.Redirections, own);
            return value;
        }

        Command found = CommandTable.Find(words[0]);
        CommandContext context = new(this, words[0], Rest(words), own);
        try
        {
            int status = Invoke(context, found);
            CloseRedirected(command.Redirections, own);
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

    private bool Redirect(ImmutableArray<Redirection> redirections, Dictionary<int, OpenFile> descriptors)
    {
        foreach (Redirection redirection in redirections)
        {
            string target = _expander.Single(redirection.Target.Word);
            if (redirection.Operator is "<<" or "<<<")
            {
                descriptors[redirection.Descriptor] = new TextInput(redirection.Operator == "<<<" ? target + "\n" : target);
                continue;
            }

            if (redirection.Operator is "<&" or ">&")
            {
                if (target == "-")
                {
                    if (descriptors.Remove(redirection.Descriptor, out OpenFile? closed)) closed.Close();
                    continue;
                }

                if (!int.TryParse(target, CultureInfo.InvariantCulture, out int number) || !descriptors.TryGetValue(number, out OpenFile? other))
                {
                    descriptors.GetValueOrDefault(2)?.Write($"{MessagePrefix}{target}: {Errno.EBADF.Text()}\n");
                    return false;
                }

                descriptors[redirection.Descriptor] = other;
                continue;
            }

            Status status = redirection.Operator == "<"
                ? Files.OpenForReading(target, out OpenFile file)
                : Files.OpenForWriting(target, redirection.Operator == ">>", out file);
            if (!status.Succeeded)
            {
                descriptors.GetValueOrDefault(2)?.Write($"{MessagePrefix}{target}: {(redirection.Operator == "<" ? status.Errno : Files.CreateErrno(target, status)).Text()}\n");
                return false;
            }

            descriptors[redirection.Descriptor] = file;
        }

        return true;
    }

    private static void CloseRedirected(ImmutableArray<Redirection> redirections, Dictionary<int, OpenFile> descriptors)
    {
        foreach (Redirection redirection in redirections)
        {
            if (redirection.Operator is "<" or ">" or ">>" && descriptors.TryGetValue(redirection.Descriptor, out OpenFile? file)) file.Close();
        }
    }

    private static List<string> Rest(IReadOnlyList<string> words)
    {
        List<string> rest = [.. words];
        rest.RemoveAt(0);
        return rest;
    }
}
