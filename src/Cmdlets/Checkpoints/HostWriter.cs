using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using KlpShell.Core.Hosts;

namespace KlpShell.Checkpoints;

/// <summary>Writes what was captured of a host, as far as a kernel is made of it: all but the remarks on what is missing.</summary>
internal static class HostWriter
{
    /// <summary>Writes it.</summary>
    public static void Write(BinaryWriter writer, HostCapture host)
    {
        Optional(writer, host.UnameRelease);
        Optional(writer, host.Version);
        Optional(writer, host.CommandLine);
        Optional(writer, host.Uptime?.Ticks);
        Optional(writer, host.Taints);
        Optional(writer, host.FtraceEnabled is { } traces ? traces ? 1 : 0 : null);
        Optional(writer, host.Cpus);
        All(writer, host.Modules, Write);
        All(writer, host.Patches, Write);
        Tasks(writer, host.Tasks);
        All(writer, host.Log, Write);
        All(writer, host.Hooks, Write);
        SymbolPart.Write(writer, host.Symbols!);
        SymbolPart.Write(writer, host.Traceable);
    }

    private static void Write(BinaryWriter writer, HostModule module)
    {
        writer.Write(module.Name);
        writer.Write7BitEncodedInt64((long)module.Size);
        writer.Write7BitEncodedInt(module.RefCount);
        All(writer, module.UsedBy, static (writer, name) => writer.Write(name));
        writer.Write(module.State);
        writer.Write7BitEncodedInt64((long)module.Address);
        writer.Write(module.Taints);
    }

    private static void Write(BinaryWriter writer, HostPatch patch)
    {
        writer.Write(patch.Name);
        writer.Write7BitEncodedInt(patch.Attributes.Count);
        foreach ((string name, string? value) in patch.Attributes)
        {
            writer.Write(name);
            Optional(writer, value);
        }

        All(writer, patch.Objects, static (writer, obj) =>
        {
            writer.Write(obj.Name);
            Optional(writer, obj.Patched is { } patched ? patched ? 1 : 0 : null);
            All(writer, obj.Functions, static (writer, function) =>
            {
                writer.Write(function.Name);
                writer.Write7BitEncodedInt(function.Position);
            });
        });
    }

    // Tasks that wait for the same thing share their stack, there and here.
    private static void Tasks(BinaryWriter writer, ImmutableArray<HostTask> tasks)
    {
        Dictionary<IReadOnlyList<HostFrame>, int> numbers = new(ReferenceEqualityComparer.Instance);
        foreach (HostTask task in tasks)
        {
            if (task.Stack is { } stack) numbers.TryAdd(stack, numbers.Count);
        }

        writer.Write7BitEncodedInt(numbers.Count);
        foreach (IReadOnlyList<HostFrame> stack in numbers.Keys)
        {
            All(writer, [.. stack], static (writer, frame) =>
            {
                writer.Write(frame.Function);
                writer.Write7BitEncodedInt64((long)frame.Offset);
                writer.Write7BitEncodedInt64((long)frame.Size);
                Optional(writer, frame.Module);
            });
        }

        All(writer, tasks, (writer, task) =>
        {
            writer.Write7BitEncodedInt(task.ProcessId);
            writer.Write7BitEncodedInt(task.Id);
            writer.Write(task.Comm);
            Optional(writer, task.PatchState);
            writer.Write7BitEncodedInt(task.Stack is null ? 0 : numbers[task.Stack] + 1);
            Optional(writer, task.State);
            writer.Write(task.IsKernelThread);
        });
    }

    private static void Write(BinaryWriter writer, HostLogLine line)
    {
        Optional(writer, line.Time?.Ticks);
        writer.Write((byte)line.Level);
        writer.Write(line.Text);
    }

    private static void Write(BinaryWriter writer, HostHook hook)
    {
        writer.Write(hook.Function);
        Optional(writer, hook.Module);
        writer.Write7BitEncodedInt(hook.Users);
        writer.Write(hook.ChangesIp);
        writer.Write(hook.Livepatch);
        writer.Write(hook.Text);
    }

    // One more than there are, and 0 for what wasn't captured.
    private static void All<T>(BinaryWriter writer, ImmutableArray<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write7BitEncodedInt(items.IsDefault ? 0 : items.Length + 1);
        if (items.IsDefault) return;
        foreach (T item in items) write(writer, item);
    }

    private static void Optional(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null) writer.Write(text);
    }

    private static void Optional(BinaryWriter writer, long? number)
    {
        writer.Write(number is not null);
        if (number is { } known) writer.Write7BitEncodedInt64(known);
    }
}
