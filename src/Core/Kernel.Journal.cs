using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core.Hosts;
using KlpShell.Core.Journal;
using KlpShell.Core.Machine;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Modules;
using KlpShell.Core.Sysfs;

namespace KlpShell.Core;

/// <summary>The journal of entrances, and a kernel made again from one.</summary>
public sealed partial class Kernel
{
    /// <summary>The last entrance; null where there was none, and where no journal is kept.</summary>
    public JournalEntry? Journal { get; private set; }

    /// <summary>True for a kernel that keeps a journal, as its clones do. Code of the host and <see cref="Execute"/> go past it.</summary>
    public bool KeepsJournal { get; private set; }

    /// <summary>Boots a kernel that keeps a journal.</summary>
    public static Kernel BootWithJournal(KernelDefinition definition)
    {
        Kernel kernel = Boot(definition);
        kernel.KeepsJournal = true;
        return kernel;
    }

    /// <summary>The host that it was made in the state of, before the first entrance of its journal; null for one that was booted.</summary>
    public HostCapture? Captured { get; private set; }

    /// <summary>Makes the entrances of a journal, oldest first. It goes on to keep one.</summary>
    /// <param name="entries">The entrances.</param>
    public void Replay(IEnumerable<JournalEntry> entries)
    {
        foreach (JournalEntry entry in entries) Make(entry);
    }

    /// <summary>Keeps a journal from here on, for a kernel that is in the state of a captured host.</summary>
    internal void BeginJournal(HostCapture captured) => (Captured, KeepsJournal) = (captured, true);

    /// <summary>Empties the log, as <c>dmesg -C</c> does.</summary>
    public void ClearLog()
    {
        Journaled(JournalKind.ClearLog);
        Log.Clear();
    }

    /// <summary>Gives a shadow variable its data, and attaches it first where it isn't there (klp_shadow_get_or_alloc, and a write to what it gives).</summary>
    /// <returns>False where the release has no shadow variables.</returns>
    public bool SetShadow(ulong obj, ulong id, Value data)
    {
        if (Livepatch.Shadow is not { } shadow) return false;
        Journaled(JournalKind.SetShadow, number: (long)obj, other: (long)id, value: data);
        shadow.GetOrAlloc(this, obj, id);
        shadow.Set(obj, id, data);
        return true;
    }

    /// <summary>Detaches a shadow variable, if it is there (klp_shadow_free).</summary>
    /// <returns>False where the release has no shadow variables.</returns>
    public bool FreeShadow(ulong obj, ulong id)
    {
        if (Livepatch.Shadow is not { } shadow) return false;
        Journaled(JournalKind.FreeShadow, number: (long)obj, other: (long)id);
        shadow.Free(obj, id);
        return true;
    }

    private void Journaled(JournalKind kind, string? text = null, string? more = null, long number = 0, long other = 0, Value value = default, ModuleDefinition? module = null, ImmutableArray<ulong> addresses = default, ModuleFile? file = null)
    {
        if (KeepsJournal) Journal = new JournalEntry(Journal, kind, text, more, number, other, value, module, addresses, file);
    }

    // Idle tasks have ids below 1, and there is always one of 0: the shell is told by an id that no task has.
    private long Number(KernelTask? caller) => caller is null || caller.Pid == _shellPid ? long.MinValue : caller.Pid;

    private KernelTask? Caller(long number) => number == long.MinValue ? null : Tasks.Find((int)number);

    private void Make(JournalEntry entry)
    {
        switch (entry.Kind)
        {
            case JournalKind.LoadModule:
                LoadModule(entry.Module!, entry.More ?? "", (LoadFlags)entry.Number);
                break;
            case JournalKind.LoadFile:
                LoadModule(entry.File!, entry.More ?? "", (LoadFlags)entry.Number);
                break;
            case JournalKind.UnloadModule:
                UnloadModule(entry.Text!, (UnloadFlags)entry.Number);
                break;
            case JournalKind.ReadFile:
                ReadFile(entry.Text!, (int)entry.Number);
                break;
            case JournalKind.WriteFile:
                WriteFile(entry.Text!, entry.More!, (int)entry.Number, entry.Other != 0);
                break;
            case JournalKind.OpenFile:
                OpenFile(entry.Text!, (FileAccess)entry.Other, (int)entry.Number);
                break;
            case JournalKind.ReadHandle:
                ReadHandle(entry.Number);
                break;
            case JournalKind.WriteHandle:
                WriteHandle(entry.Number, entry.Text!);
                break;
            case JournalKind.CloseHandle:
                CloseHandle(entry.Number);
                break;
            case JournalKind.RegisterPatch:
                RegisterPatch(entry.Text!, (int)entry.Number);
                break;
            case JournalKind.UnregisterPatch:
                UnregisterPatch(entry.Text!, (int)entry.Number);
                break;
            case JournalKind.ClearLog:
                ClearLog();
                break;
            case JournalKind.SetShadow:
                SetShadow((ulong)entry.Number, (ulong)entry.Other, entry.Value);
                break;
            case JournalKind.FreeShadow:
                FreeShadow((ulong)entry.Number, (ulong)entry.Other);
                break;
            case JournalKind.Step:
                Step(TimeSpan.FromTicks(entry.Number));
                break;
            default:
                MakeOfTask(entry);
                break;
        }
    }

    private void MakeOfTask(JournalEntry entry)
    {
        switch (entry.Kind)
        {
            case JournalKind.Call:
                Call((ulong)entry.Number, entry.Value, null, Caller(entry.Other));
                break;
            case JournalKind.StartTask:
                StartTask(entry.Text!, (TaskKind)entry.Other, (ulong)entry.Number, entry.Value);
                break;
            case JournalKind.StartReading:
                StartReading(entry.Text!, entry.More!, out _);
                break;
            case JournalKind.AddTask:
                AddTask(entry.Text!, (TaskKind)entry.Other, entry.Number == long.MinValue ? null : (int)entry.Number);
                break;
            case JournalKind.AddSleepers:
                AddSleepers((int)entry.Number, entry.Text!, (TaskKind)entry.Other, entry.Addresses, (TaskState)entry.Value.Number);
                break;
            case JournalKind.RemoveTask:
                RemoveTask((int)entry.Number);
                break;
            case JournalKind.SignalTask:
                SignalTask((int)entry.Number);
                break;
            case JournalKind.WakeTask:
                WakeTask((int)entry.Number);
                break;
            case JournalKind.SetStackReliable:
                SetStackReliable((int)entry.Number, entry.Other != 0);
                break;
            case JournalKind.Shell:
                _ = Shell;
                break;
            case JournalKind.Destination:
                Destination((ulong)entry.Number, Caller(entry.Other));
                break;
            default:
                throw new ArgumentException($"No entrance of kind {(int)entry.Kind} is known here.", nameof(entry));
        }
    }
}
