using System;
using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Modules;

/// <summary>Goes through a module's command line, and says what is wrong with it (parse_args, kernel/params.c; unknown_module_param_cb and load_module, kernel/module/main.c).</summary>
/// <param name="kernel">The kernel.</param>
/// <param name="module">The module's name.</param>
internal sealed class ArgumentParser(Kernel kernel, string module)
{
    /// <summary>True where a bad parameter ends the reading; later kernels read on, and the last error counts.</summary>
    public required bool StopsAtBad { get; init; }

    /// <summary>True where the loader itself takes async_probe.</summary>
    public required bool TakesAsyncProbe { get; init; }

    /// <summary>Reads a command line.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="set">Sets a parameter; null for a name that the module doesn't know.</param>
    public Status Parse(string arguments, Func<string, string?, ParameterOutcome?> set)
    {
        Status last = Status.Ok;
        List<(string Name, string? Text)> given = ParameterReader.Split(arguments, out string? rest);
        foreach ((string name, string? text) in given)
        {
            if (set(name, text) is not { } outcome)
            {
                Unknown(name);
                continue;
            }

            if (outcome.Status.Succeeded) continue;
            string why = outcome.Status.Errno == Errno.ENOSPC ? "too large" : "invalid";
            kernel.Log.Write(LogLevel.Error, $"{module}: `{(outcome.IsArray ? text?.Split(',')[0] : text)}' {why} for parameter `{name}'");
            last = outcome.Status with { Subject = $"{module}.{name}" };
            if (StopsAtBad) return last;
        }

        if (rest is not null && last.Succeeded) kernel.Log.Write(LogLevel.Warning, $"{module}: parameters '{rest}' after `--' ignored");
        return last;
    }

    // What stands before a dot is taken for a module's name, and cut off in the search for dyndbg (ddebug_dyndbg_param_cb, lib/dynamic_debug.c).
    private void Unknown(string name)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        if (name[(dot + 1)..] == "dyndbg" || (TakesAsyncProbe && name == "async_probe")) return;
        kernel.Log.Write(LogLevel.Warning, $"{module}: unknown parameter '{(dot < 0 ? name : name[..dot])}' ignored");
    }
}
