using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Manifests.Bodies;
using KlpShell.Manifests.Keys;

namespace KlpShell.Manifests.Writing;

/// <summary>Writes bodies: with if and while where their jumps have that shape, else with labels.</summary>
/// <param name="parameters">The parameters of the module that they belong to.</param>
internal sealed class BodyWriter(ImmutableArray<ParameterDefinition> parameters)
{
    private const int DeepestShape = 12;

    private readonly OperandWriter _operands = new(parameters);

    /// <summary>The steps of a body.</summary>
    /// <exception cref="NotSupportedException">A step is code of the host, which no manifest can hold.</exception>
    public List<object> Write(Body body)
    {
        List<object> shaped = [];
        return Shape(body.Steps, 0, body.Steps.Length, shaped, 0) ? shaped : Flat(body.Steps);
    }

    private bool Shape(ImmutableArray<Step> steps, int from, int to, List<object> written, int depth)
    {
        if (depth > DeepestShape) return false;
        for (int i = from; i < to; i++)
        {
            if (steps[i] is JumpStep) return false;
            if (steps[i] is not BranchStep branch)
            {
                written.Add(Simple(steps[i]));
                continue;
            }

            if (branch.Otherwise <= i || branch.Otherwise > to) return false;
            YamlMap step = [];
            int end = branch.Otherwise;
            int? jump = end > i + 1 && steps[end - 1] is JumpStep last ? last.Target : null;
            List<object> inner = [];
            if (!Shape(steps, i + 1, jump is null ? end : end - 1, inner, depth + 1)) return false;
            if (jump == i)
            {
                step.Put("while", _operands.Write(branch.Condition)).Put("do", inner);
            }
            else
            {
                step.Put("if", _operands.Write(branch.Condition)).Put("then", inner);
                if (jump is { } target)
                {
                    List<object> otherwise = [];
                    if (target <= end || target > to || !Shape(steps, end, target, otherwise, depth + 1)) return false;
                    step.Put("else", otherwise);
                    end = target;
                }
            }

            written.Add(step);
            i = end - 1;
        }

        return true;
    }

    private List<object> Flat(ImmutableArray<Step> steps)
    {
        SortedSet<int> targets = [];
        foreach (Step step in steps)
        {
            if (step is BranchStep branch) targets.Add(branch.Otherwise);
            if (step is JumpStep jump) targets.Add(jump.Target);
        }

        if (targets.Count > 0 && (targets.Min < 0 || targets.Max > steps.Length)) throw new NotSupportedException("A body jumps out of itself; no manifest can say that.");
        List<object> written = [];
        for (int i = 0; i <= steps.Length; i++)
        {
            if (targets.Contains(i)) written.Add(new YamlMap().Put("label", Label(i)));
            if (i == steps.Length) break;
            written.Add(steps[i] switch
            {
                BranchStep branch => new YamlMap().Put("unless", _operands.Write(branch.Condition)).Put("goto", Label(branch.Otherwise)),
                JumpStep jump => new YamlMap().Put("goto", Label(jump.Target)),
                Step step => Simple(step),
            });
        }

        return written;
    }

    private YamlMap Simple(Step step) => step switch
    {
        PrintkStep { Level: LogLevel.Warning } print => new YamlMap().Put("printk", _operands.Write(print.Text)),
        PrintkStep print => new YamlMap().Put("printk", new YamlMap().Put("level", Words.LogLevel.WordFor((int)print.Level)).Put("text", _operands.Write(print.Text))),
        SeqPrintfStep print => new YamlMap().Put("seq_printf", _operands.Write(print.Text)),
        ReturnStep leave => new YamlMap().Put("return", _operands.Write(leave.Value)),
        CallStep call => Call(call),
        StoreStep store => new YamlMap().Put("store", new YamlMap().Put("local", Local(store.Local)).Put("value", _operands.Write(store.Value))),
        SleepStep sleep => new YamlMap().Put("sleep", Sleep((sleep.Duration.Ticks / (decimal)TimeSpan.TicksPerMillisecond).ToString(CultureInfo.InvariantCulture), "ms", sleep.Sleep)),
        WaitStep wait => new YamlMap().Put("wait", Sleep(YamlText.Scalar(wait.Parameter), "parameter", wait.Sleep)),
        SetParameterStep set => new YamlMap().Put("set", new YamlMap().Text("parameter", set.Parameter).Put("value", _operands.Write(set.Value))),
        LookupSymbolStep lookup => new YamlMap().Put("lookup_symbol", new YamlMap().Text("symbol", lookup.Symbol).Text("variable", lookup.Variable)),
        _ => throw new NotSupportedException($"A {step.GetType().Name} is code of the host; no manifest can hold it."),
    };

    private YamlMap Call(CallStep call)
    {
        string step = call.Indirect ? "call_pointer" : "call";
        bool isBare = call.StoreTo < 0 && call.Argument == default;
        if (isBare) return new YamlMap().Text(step, call.Function);
        YamlMap arguments = new YamlMap().Text(call.Indirect ? "variable" : "function", call.Function);
        arguments.PutIf(call.Argument != default, "argument", _operands.Write(call.Argument));
        return new YamlMap().Put(step, arguments.PutIf(call.StoreTo >= 0, "store", Local(call.StoreTo)));
    }

    private static object Sleep(string value, string key, TaskState state) =>
        state == TaskState.Uninterruptible ? value : new YamlMap().Put(key, value).Put("state", Words.Sleep.WordFor((int)state));

    private static string Local(int local) => BodyNames.NumberedLocal + local.ToString(CultureInfo.InvariantCulture);

    private static string Label(int index) => "step" + index.ToString(CultureInfo.InvariantCulture);
}
