using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using KlpShell.Conformance.Shell.Commands;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;

namespace KlpShell.Conformance.Shell;

/// <summary>What a shell runs in the background, and which number in the recording stands for which of it.</summary>
internal sealed partial class JobTable(Kernel kernel)
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(100);

    private readonly List<Job> _jobs = [];
    private readonly Dictionary<string, int> _recorded = [];

    /// <summary>The process id of the newest; empty where there was none.</summary>
    public string LastId => _jobs.Count == 0 ? "" : _jobs[^1].Pid.ToString(CultureInfo.InvariantCulture);

    /// <summary>Starts a command that the shell doesn't wait for.</summary>
    /// <returns>False for one that isn't known to the player in the background.</returns>
    public bool TryStart(CommandContext context)
    {
        switch (context.Name, context.Arguments)
        {
            case ("cat", [var path]):
                FileNode? opened = context.Files.Node(path);
                return TryRead(context, path, (text, errno) =>
                {
                    // It reads again, for the end: of a file that went meanwhile nothing can be read (proc_reg_read).
                    context.Out(text);
                    if (errno >= 0 && !ReferenceEquals(context.Files.Node(path), opened)) errno = -(long)Errno.EIO;
                    if (errno < 0) context.Complain($"{path}: {((Errno)(-errno)).Text()}");
                    return errno < 0 ? 1 : 0;
                });
            case ("kx", ["read", var path]):
                return TryRead(context, path, (text, errno) => errno < 0
                    ? KxCommand.Tell(context, "read", Status.Refused((Errno)(-errno), Refusal.ModuleCallFailed, path))
                    : KxCommand.TellRead(context, text));
            case ("sleep", [var seconds]) when double.TryParse(seconds, CultureInfo.InvariantCulture, out double length):
                _jobs.Add(new Job(kernel.AddTask("sleep", TaskKind.User).Pid, kernel.Clock.Now + TimeSpan.FromSeconds(length), static (_, _) => 0));
                return true;
            default:
                return false;
        }
    }

    /// <summary>The job of a process id, or null.</summary>
    public Job? Find(int pid) => _jobs.Find(job => job.Pid == pid);

    /// <summary>Lets time pass, and ends what has come to its end.</summary>
    public void LetRun(TimeSpan time)
    {
        kernel.Step(time);
        foreach (Job job in _jobs) job.Look(kernel);
    }

    /// <summary>Waits until all have ended.</summary>
    /// <param name="limit">For how long at most.</param>
    public void WaitForAll(TimeSpan limit) => Wait(() => _jobs.TrueForAll(static job => job.ExitStatus is not null), limit);

    /// <summary>Waits until something is true, and looks every 0.1 s as the recordings' scripts do.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="limit">For how long at most.</param>
    public bool Wait(Func<bool> condition, TimeSpan limit)
    {
        TimeSpan end = kernel.Clock.Now + limit;
        LetRun(TimeSpan.Zero);
        while (!condition())
        {
            if (kernel.Clock.Now >= end) return false;
            LetRun(s_poll);
        }

        return true;
    }

    /// <summary>
    /// A recorded command with this machine's process ids: a recording holds the numbers that its shell put in place of variables, and
    /// the only ones that its shell knew were those of its background commands.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="upcoming">The recorded commands from this one on, as far as no other process is started: a number in them that is unknown, too, and higher, stands for a newer one.</param>
    public string WithOwnIds(string command, string upcoming) => ProcessId().Replace(command, match => match.Groups[1].Value + OwnId(match.Groups[2].Value, command + "\n" + upcoming));

    private string OwnId(string recorded, string upcoming)
    {
        if (_recorded.TryGetValue(recorded, out int known)) return known.ToString(CultureInfo.InvariantCulture);
        HashSet<string> newer = [];
        foreach (Match match in ProcessId().Matches(upcoming))
        {
            string other = match.Groups[2].Value;
            if (!_recorded.ContainsKey(other) && Number(other) > Number(recorded)) newer.Add(other);
        }

        List<int> free = [];
        for (int i = _jobs.Count - 1; i >= 0; i--)
        {
            if (!_recorded.ContainsValue(_jobs[i].Pid)) free.Add(_jobs[i].Pid);
        }

        if (free.Count == 0) return recorded;
        int own = free[Math.Min(newer.Count, free.Count - 1)];
        _recorded[recorded] = own;
        return own.ToString(CultureInfo.InvariantCulture);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private bool TryRead(CommandContext context, string path, Func<string, long, int> ended)
    {
        if (kernel.StartReading(context.Name, context.Files.Resolve(path), out _) is not { } task) return false;
        _jobs.Add(new Job(task.Pid, null, (text, errno) =>
        {
            int status = ended(text, errno);
            context.Flush();
            return status;
        }));
        return true;
    }

    [GeneratedRegex(@"(/proc/|\bkill (?:-\w+ )*|\bwait )(\d+)\b")]
    private static partial Regex ProcessId();
}
