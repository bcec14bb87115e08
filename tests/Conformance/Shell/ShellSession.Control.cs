using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Conformance.Shell.Files;
using KlpShell.Conformance.Shell.Syntax;

namespace KlpShell.Conformance.Shell;

/// <content>Lists, pipelines, loops and choices.</content>
internal sealed partial class ShellSession
{
    private const int MostRounds = 100_000;

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
                if (!_redirector.Open(redirected.Redirections, own)) return 1;
                int status = Run(redirected.Body, own, subshell, source);
                Redirector.Close(redirected.Redirections, own);
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
}
