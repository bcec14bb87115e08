using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;

namespace KlpShell.Core.Hosts.Reading;

/// <summary>Reads /proc/PID and /proc/PID/task/TID: patch_state, stack, comm and stat. What vanishes meanwhile is left out.</summary>
internal sealed class ProcessFolder(HostFileReader reader)
{
    // PID_MAX_LIMIT, include/linux/threads.h.
    private const int MostPid = 4 << 20;

    // PF_KTHREAD, include/linux/sched.h.
    private const ulong KernelThread = 0x00200000;

    private readonly StackText _stacks = new();

    /// <summary>The threads by rising id.</summary>
    public ImmutableArray<HostTask> Read()
    {
        if (reader.List("proc") is not { } names) return [];
        SortedDictionary<int, HostTask> tasks = [];
        foreach (string name in names)
        {
            if (!TryReadId(name, out int process)) continue;
            bool threads = false;
            foreach (string thread in reader.List($"proc/{name}/task", "proc/*/task") ?? [])
            {
                if (!TryReadId(thread, out int id)) continue;
                threads |= Add(tasks, process, id, $"proc/{name}/task/{thread}");
            }

            if (!threads) Add(tasks, process, process, $"proc/{name}");
        }

        return [.. tasks.Values];
    }

    private bool Add(SortedDictionary<int, HostTask> tasks, int process, int id, string folder)
    {
        if (tasks.Count >= reader.Limits.Tasks)
        {
            reader.Note("proc/*", $"there are more than {reader.Limits.Tasks:N0} threads; the others are left out");
            return false;
        }

        // One that ended between the listing and now has no files, or files that say so.
        if (Quiet(folder, "comm") is not { } comm) return false;
        string? stack = Quiet(folder, "stack");
        ReadStat(Quiet(folder, "stat"), out char? state, out bool kernelThread);
        tasks[id] = new HostTask(process, id, comm.Length > 64 ? comm[..64] : comm)
        {
            PatchState = int.TryParse(Quiet(folder, "patch_state"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int patchState) && patchState is >= -1 and <= 1 ? patchState : null,
            Stack = stack is null ? null : _stacks.Read(stack),
            State = state,
            IsKernelThread = kernelThread,
        };
        return true;
    }

    private string? Quiet(string folder, string file) => reader.Short($"{folder}/{file}", $"proc/*/{file}");

    // "1 (comm) S ppid pgrp session tty tpgid flags …"; the name may hold blanks and parentheses.
    private static void ReadStat(string? text, out char? state, out bool kernelThread)
    {
        state = null;
        kernelThread = false;
        if (text is null || text.LastIndexOf(')') is not (var close and > 0)) return;
        string[] fields = text[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length > 0 && fields[0].Length == 1) state = fields[0][0];
        if (fields.Length > 6 && ulong.TryParse(fields[6], NumberStyles.None, CultureInfo.InvariantCulture, out ulong flags)) kernelThread = (flags & KernelThread) != 0;
    }

    private static bool TryReadId(string name, out int id) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id is > 0 and <= MostPid;
}
