using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Session;

/// <summary>
/// A script block that stands in for a function. It is one of the runspace that gave it, and runs in that only. What it writes is what
/// the function does: a text is a line that the function prints into the file being read, a number is what it returns, and a hash
/// table says either by the words of the manifests.
/// </summary>
/// <param name="function">The function, for people.</param>
/// <param name="kernelName">The kernel, for people.</param>
/// <param name="block">The script block.</param>
internal sealed class ScriptBody(string function, string kernelName, ScriptBlock block)
{
    private readonly Runspace _home = Runspace.DefaultRunspace;

    /// <summary>Runs the block for one call.</summary>
    public Value Run(Kernel kernel, KernelTask task, Value argument)
    {
        try
        {
            // It was given to a module that wasn't loaded, by a name that turns out to be that of several.
            Functions.RequireOne(kernel, kernelName, function);
            if (Runspace.DefaultRunspace != _home) throw Failure.Of("ScriptBlockOfAnotherRunspace", function, function, kernelName);
            object? given = argument.Text is { } text ? text : argument.Number;
            CallContext call = new() { Function = function, Kernel = kernelName, Argument = given, ProcessId = task.Pid, Command = task.Comm, Time = kernel.Clock.Now };
            Value returned = default;
            foreach (PSObject? item in Invoked(call, given)) Take(kernel, task, item?.BaseObject, ref returned);
            return returned;
        }
        catch (Exception error)
        {
            throw new HostCodeException(function, error);
        }
    }

    private List<PSObject?> Invoked(CallContext call, object? argument)
    {
        try
        {
            return [.. block.InvokeWithContext(null!, [new PSVariable("_", call)], argument)];
        }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            throw Failure.By(error, Failure.Of("ScriptBlockFailed", function, function, error.Message));
        }
    }

    private void Take(Kernel kernel, KernelTask task, object? item, ref Value returned)
    {
        switch (item)
        {
            case null:
                return;
            case string line:
                Kernel.Print(task, line + "\n");
                return;
            case IDictionary steps:
                foreach (DictionaryEntry step in steps) Do(kernel, task, step, ref returned);
                return;
            default:
                returned = Number(item) ?? throw Unusable($"a {item.GetType().Name}");
                return;
        }
    }

    private void Do(Kernel kernel, KernelTask task, DictionaryEntry step, ref Value returned)
    {
        object? value = step.Value is PSObject wrapped ? wrapped.BaseObject : step.Value;
        switch (step.Key as string)
        {
            case "printk":
                Print(kernel, value);
                return;
            case "seq_printf":
                Kernel.Print(task, value?.ToString() ?? "");
                return;
            case "return" when value is string text:
                returned = text;
                return;
            case "return":
                returned = Number(value) ?? throw Unusable($"a 'return' of {value ?? "nothing"}");
                return;
            default:
                throw Unusable($"a hash table with the key '{step.Key}'");
        }
    }

    private void Print(Kernel kernel, object? value)
    {
        if (value is not IDictionary parts)
        {
            kernel.Log.Write(LogLevel.Warning, value?.ToString() ?? "");
            return;
        }

        string level = parts["level"]?.ToString() ?? nameof(LogLevel.Warning);
        if (!Enum.TryParse(level, true, out LogLevel known) || !Enum.IsDefined(known)) throw Unusable($"a 'printk' of level '{level}'");
        kernel.Log.Write(known, parts["text"]?.ToString() ?? "");
    }

    private static Value? Number(object? value) => value switch
    {
        bool or ulong or byte or sbyte or short or ushort or int or uint or long or Enum => Arguments.Value(value is Enum ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) : value),
        _ => default(Value?),
    };

    private KlpException Unusable(string what) => Failure.Of("ScriptBlockOutputUnusable", function, function, what);
}
