using System.Globalization;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Bodies;

/// <summary>Reads a body: a list of steps, made flat.</summary>
internal sealed class BodyReader
{
    private const long LongestSleep = 1_000_000_000_000;

    private readonly ReadContext _context;
    private readonly BodyNames _names;
    private readonly OperandReader _operands;
    private readonly StepList _steps;
    private int _depth;

    private BodyReader(ReadContext context, BodyScope scope)
    {
        _context = context;
        _names = new BodyNames(scope);
        _operands = new OperandReader(context, _names);
        _steps = new StepList(context);
    }

    /// <summary>Reads a body.</summary>
    /// <param name="context">What the readers of the file share.</param>
    /// <param name="node">The list of steps.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="scope">The names of the module that it belongs to.</param>
    public static Body Read(ReadContext context, Node node, NodePath path, BodyScope scope)
    {
        BodyReader reader = new(context, scope);
        reader.ReadList(node, path);
        return reader._steps.ToBody();
    }

    private void ReadList(Node node, NodePath path)
    {
        if (_depth == _context.Limits.MaxStepDepth)
        {
            _context.Report(node, path, ManifestProblemId.TooDeep, $"at most {_context.Limits.MaxStepDepth} levels", $"steps are nested more than {_context.Limits.MaxStepDepth} levels deep");
            return;
        }

        _depth++;
        foreach ((Node item, NodePath place) in _context.Items(node, path, "a list of steps"))
        {
            if (_steps.IsFull) break;
            ReadStep(item, place);
        }

        _depth--;
    }

    private void ReadStep(Node node, NodePath path)
    {
        if (node is not MapNode map || Kind(map) is not { } kind)
        {
            NoStep(node, path);
            return;
        }

        MapReader reader = MapReader.Open(_context, node, path, kind)!;
        reader.TryGet(kind.Keys[0].Name, out Node? value, out NodePath place);
        if (value is null) return;
        switch (kind.Keys[0].Name)
        {
            case "if":
                If(reader, value, place);
                break;
            case "while":
                While(reader, value, place);
                break;
            case "unless" when reader.TryGet("goto", out Node? target, out NodePath targetPath):
                _steps.JumpTo(_context.Name(target, targetPath, "a label"), new BranchStep(_operands.Read(value, place), 0), target, targetPath);
                break;
            case "goto":
                _steps.JumpTo(_context.Name(value, place, "a label"), new JumpStep(0), value, place);
                break;
            case "label":
                _steps.Label(_context.Name(value, place, "a label"), value, place);
                break;
            default:
                if (Simple(kind.Keys[0].Name, value, place) is { } step) _steps.Add(step, node, path);
                break;
        }
    }

    private void NoStep(Node node, NodePath path)
    {
        string known = string.Join(", ", FirstKeys());
        if (node is not MapNode { Entries: [(ScalarNode key, _), ..] })
        {
            _context.Expected(node, path, ManifestProblemId.WrongType, $"a step (a mapping with one of the keys {known})");
            return;
        }

        string hint = Nearest.Hint(key.Text, FirstKeys());
        if (hint.Length == 0) hint = $"; the steps are {known}";
        _context.Report(key, path, ManifestProblemId.UnknownKey, "one of " + known, $"{Shown.Of(key.Text)} is no step{hint}");
    }

    private Step? Simple(string kind, Node value, NodePath path)
    {
        switch (kind)
        {
            case "printk":
                if (value is not MapNode) return new PrintkStep(LogLevel.Warning, _operands.ReadText(value, path));
                if (MapReader.Open(_context, value, path, Steps.PrintkArgs) is not { } print || !print.TryGet("text", out Node? text, out NodePath textPath)) return null;
                LogLevel level = print.TryGet("level", out Node? word, out NodePath wordPath) ? (LogLevel)_context.Word(word, wordPath, Words.LogLevel) : LogLevel.Warning;
                return new PrintkStep(level, _operands.ReadText(text, textPath));
            case "seq_printf":
                return new SeqPrintfStep(_operands.ReadText(value, path));
            case "return":
                return new ReturnStep(_operands.Read(value, path));
            case "call":
                return Call(value, path, Steps.CallArgs, false);
            case "call_pointer":
                return Call(value, path, Steps.CallPointerArgs, true);
            case "store":
                if (MapReader.Open(_context, value, path, Steps.StoreArgs) is not { } store || !store.TryGet("local", out Node? local, out NodePath localPath) || !store.TryGet("value", out Node? kept, out NodePath keptPath)) return null;
                Operand operand = _operands.Read(kept, keptPath);
                return new StoreStep(Local(local, localPath), operand);
            case "sleep":
                return Sleep(value, path);
            case "wait":
                (Node? parameter, NodePath parameterPath, TaskState state) = Sleeper(value, path, Steps.WaitArgs, "parameter");
                return parameter is null ? null : new WaitStep(Parameter(parameter, parameterPath), state);
            case "set":
                if (MapReader.Open(_context, value, path, Steps.SetArgs) is not { } set || !set.TryGet("parameter", out Node? name, out NodePath namePath) || !set.TryGet("value", out Node? given, out NodePath givenPath)) return null;
                return new SetParameterStep(Parameter(name, namePath), _operands.Read(given, givenPath));
            default:
                if (MapReader.Open(_context, value, path, Steps.LookupArgs) is not { } lookup || !lookup.TryGet("symbol", out Node? symbol, out NodePath symbolPath) || !lookup.TryGet("variable", out Node? variable, out NodePath variablePath)) return null;
                return new LookupSymbolStep(_context.Name(symbol, symbolPath, "a symbol"), Variable(variable, variablePath));
        }
    }

    private CallStep? Call(Node value, NodePath path, KeyTable table, bool indirect)
    {
        string key = table.Keys[0].Name;
        if (value is not MapNode) return new CallStep(Callee(value, path, indirect), default, -1, indirect);
        if (MapReader.Open(_context, value, path, table) is not { } call || !call.TryGet(key, out Node? callee, out NodePath calleePath)) return null;
        Operand argument = call.TryGet("argument", out Node? given, out NodePath givenPath) ? _operands.Read(given, givenPath) : default;
        int store = call.TryGet("store", out Node? local, out NodePath localPath) ? Local(local, localPath) : -1;
        return new CallStep(Callee(callee, calleePath, indirect), argument, store, indirect);
    }

    private SleepStep? Sleep(Node value, NodePath path)
    {
        (Node? duration, NodePath durationPath, TaskState state) = Sleeper(value, path, Steps.SleepArgs, "ms");
        if (duration is null) return null;
        if (duration is not ScalarNode scalar || !decimal.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal ms))
        {
            _context.Expected(duration, durationPath, ManifestProblemId.WrongType, "a number of milliseconds");
            return new SleepStep(default, state);
        }

        if (ms > LongestSleep) _context.Expected(duration, durationPath, ManifestProblemId.OutOfRange, $"a number of milliseconds from 0 to {LongestSleep}");
        return new SleepStep(new System.TimeSpan((long)(decimal.Min(ms, LongestSleep) * System.TimeSpan.TicksPerMillisecond)), state);
    }

    // What a step sleeps for: the value itself, or one of the keys of a mapping with the state beside it.
    private (Node? Value, NodePath Path, TaskState State) Sleeper(Node value, NodePath path, KeyTable table, string key)
    {
        if (value is not MapNode || MapReader.Open(_context, value, path, table) is not { } reader) return (value, path, TaskState.Uninterruptible);
        TaskState state = reader.TryGet("state", out Node? word, out NodePath wordPath) ? (TaskState)_context.Word(word, wordPath, Words.Sleep) : TaskState.Uninterruptible;
        return reader.TryGet(key, out Node? inner, out NodePath innerPath) ? (inner, innerPath, state) : (null, path, state);
    }

    private void If(MapReader reader, Node condition, NodePath path)
    {
        Operand tested = _operands.Read(condition, path);
        int branch = _steps.Add(new BranchStep(tested, 0), condition, path);
        if (reader.TryGet("then", out Node? then, out NodePath thenPath)) ReadList(then, thenPath);
        int otherwise = _steps.Next;
        if (reader.TryGet("else", out Node? list, out NodePath listPath) && list is not ListNode { Items.Count: 0 })
        {
            int jump = _steps.Add(new JumpStep(0), list, listPath);
            otherwise = _steps.Next;
            ReadList(list, listPath);
            _steps.Replace(jump, new JumpStep(_steps.Next));
        }

        _steps.Replace(branch, new BranchStep(tested, otherwise));
    }

    private void While(MapReader reader, Node condition, NodePath path)
    {
        Operand tested = _operands.Read(condition, path);
        int branch = _steps.Add(new BranchStep(tested, 0), condition, path);
        if (reader.TryGet("do", out Node? list, out NodePath listPath)) ReadList(list, listPath);
        _steps.Add(new JumpStep(branch), condition, path);
        _steps.Replace(branch, new BranchStep(tested, _steps.Next));
    }

    private string Callee(Node node, NodePath path, bool indirect) => indirect ? Variable(node, path) : _context.Name(node, path, "a function");

    private int Local(Node node, NodePath path)
    {
        string name = _context.Identifier(node, path, "a local's name");
        if (name.Length == 0) return 0;
        if (name is "result" or "argument")
        {
            _context.Expected(node, path, ManifestProblemId.BadName, "a local's name", "; that name is taken");
            return 0;
        }

        int local = _names.Take(name);
        if (local < 0) _context.Report(node, path, ManifestProblemId.TooMuch, $"at most {BodyNames.Locals} locals", $"there are more than {BodyNames.Locals} locals in this body");
        return int.Max(local, 0);
    }

    private string Parameter(Node node, NodePath path) => OneOf(_names.Scope.Parameters, node, path, "a parameter of this module");

    private string Variable(Node node, NodePath path) => OneOf(_names.Scope.Variables, node, path, "a variable of this module");

    private string OneOf(System.Collections.Generic.HashSet<string> known, Node node, NodePath path, string expected)
    {
        string name = _context.Name(node, path, expected);
        if (name.Length == 0 || known.Contains(name)) return name;
        _context.Expected(node, path, ManifestProblemId.UnknownName, expected, Nearest.Hint(name, known));
        return "";
    }

    private static KeyTable? Kind(MapNode map)
    {
        foreach (KeyTable kind in Steps.Kinds)
        {
            foreach ((Node node, _) in map.Entries)
            {
                if (node is ScalarNode key && key.Text == kind.Keys[0].Name) return kind;
            }
        }

        return null;
    }

    private static System.Collections.Generic.IEnumerable<string> FirstKeys()
    {
        foreach (KeyTable kind in Steps.Kinds) yield return kind.Keys[0].Name;
    }
}
