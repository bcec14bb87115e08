using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>What the shell does with commands in the background.</summary>
internal static class JobCommands
{
    private const int Terminate = 15;
    private const int NotAChild = 127;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private const int Interrupt = 2;
    private const int Quit = 3;

    private static readonly Dictionary<string, int> s_signals = new(StringComparer.Ordinal)
    {
        ["HUP"] = 1,
        ["INT"] = Interrupt,
        ["QUIT"] = Quit,
        ["KILL"] = 9,
        ["USR1"] = 10,
        ["USR2"] = 12,
        ["TERM"] = Terminate,
        ["CONT"] = Job.Continue,
        ["STOP"] = Job.Stop,
    };

    /// <summary>kill [-SIGNAL] PID...: all signals that it knows end a process; 0 only looks whether it is there.</summary>
    public static int Kill(CommandContext context)
    {
        int signal = Terminate;
        int status = 0;
        foreach (string argument in context.Arguments)
        {
            if (argument.StartsWith('-'))
            {
                signal = Signal(context, argument[1..]);
                continue;
            }

            if (!int.TryParse(argument, CultureInfo.InvariantCulture, out int pid)) throw context.Unknown($"'{argument}'");
            if (context.Kernel.Tasks.Find(pid) is null)
            {
                context.Error($"{ShellSession.MessagePrefix}kill: ({pid}) - {Errno.ESRCH.Text()}");
                status = 1;
                continue;
            }

            // What a script starts in the background doesn't heed the keyboard's signals.
            if (signal is 0 or Interrupt or Quit) continue;
            if (context.Session.Jobs.Find(pid) is not { } job) throw context.Unknown($"the process {pid}");
            job.Kill(context.Kernel, signal);
        }

        return status;
    }

    /// <summary>wait [PID...].</summary>
    public static int Wait(CommandContext context)
    {
        if (context.Arguments.Count == 0)
        {
            context.Session.Jobs.WaitForAll(s_patience);
            return 0;
        }

        int status = 0;
        foreach (string argument in context.Arguments)
        {
            Job? job = int.TryParse(argument, CultureInfo.InvariantCulture, out int pid) ? context.Session.Jobs.Find(pid) : null;
            if (job is not null) context.Session.Jobs.Wait(() => job.ExitStatus is not null, s_patience);
            status = job is null ? NotAChild : job.ExitStatus ?? throw context.Unknown($"waiting for {argument} for ever");
        }

        return status;
    }

    private static int Signal(CommandContext context, string name)
    {
        if (int.TryParse(name, CultureInfo.InvariantCulture, out int number)) return number;
        if (name.StartsWith("SIG", StringComparison.Ordinal)) name = name[3..];
        return s_signals.TryGetValue(name, out number) ? number : throw context.Unknown($"the signal {name}");
    }
}
