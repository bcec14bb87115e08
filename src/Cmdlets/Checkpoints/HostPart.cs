using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using KlpShell.Core.Hosts;
using KlpShell.Core.Machine;
using KlpShell.Core.Symbols;

namespace KlpShell.Checkpoints;

/// <summary>Reads what <see cref="HostWriter"/> wrote, and holds it to what can come out of a host's files.</summary>
internal sealed class HostPart(BinaryReader reader)
{
    // PID_MAX_LIMIT, include/linux/threads.h.
    private const long MostPid = 4 << 20;
    private const long MostCpus = 8192;

    /// <summary>The host.</summary>
    /// <exception cref="FormatException">It isn't one.</exception>
    public HostCapture Read()
    {
        HostCapture host = new()
        {
            UnameRelease = Text(),
            Version = Text(),
            CommandLine = Text(),
            Uptime = Time(),
            Taints = Number(0, long.MaxValue),
            FtraceEnabled = Flag(),
            Cpus = (int?)Number(1, MostCpus),
            Modules = All(Module),
            Patches = All(Patch),
            Tasks = Tasks(),
            Log = All(Line),
            Hooks = All(Hook),
        };
        SymbolTable symbols = SymbolPart.Read(reader);
        return host with { Symbols = symbols, Traceable = SymbolPart.ReadTraceable(reader, symbols) };
    }

    private HostModule Module() => new(
        Name(),
        (ulong)reader.Read7BitEncodedInt64(),
        reader.Read7BitEncodedInt(),
        All(Name),
        reader.ReadString(),
        (ulong)reader.Read7BitEncodedInt64(),
        reader.ReadString());

    private HostPatch Patch()
    {
        string name = Name();
        ImmutableSortedDictionary<string, string?>.Builder attributes = ImmutableSortedDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        for (int left = reader.Read7BitEncodedInt(); left > 0; left--) attributes.Add(reader.ReadString(), Text());
        return new HostPatch(name, attributes.ToImmutable(), All(() => new HostObject(Name(), Flag(), All(() => new HostFunction(Name(), (int)Within(reader.Read7BitEncodedInt(), 0, int.MaxValue))))));
    }

    private ImmutableArray<HostTask> Tasks()
    {
        int count = (int)Within(reader.Read7BitEncodedInt(), 0, Left);
        List<IReadOnlyList<HostFrame>> stacks = [];
        for (int i = 0; i < count; i++) stacks.Add([.. All(() => new HostFrame(Name(), (ulong)reader.Read7BitEncodedInt64(), (ulong)reader.Read7BitEncodedInt64(), Text()))]);
        int last = 0;
        return All(() =>
        {
            int process = reader.Read7BitEncodedInt();

            // By rising id, and each only once.
            int id = last = (int)Within(reader.Read7BitEncodedInt(), last + 1, MostPid);
            return new HostTask(process, id, reader.ReadString())
            {
                PatchState = (int?)Number(-1, 1),
                Stack = (int)Within(reader.Read7BitEncodedInt(), 0, stacks.Count) is var number and > 0 ? stacks[number - 1] : null,
                State = (char?)Number(0, char.MaxValue),
                IsKernelThread = reader.ReadBoolean(),
            };
        });
    }

    private HostLogLine Line() => new(Time(), (LogLevel)Within(reader.ReadByte(), 0, 7), reader.ReadString());

    private HostHook Hook() => new(Name(), Text(), reader.Read7BitEncodedInt(), reader.ReadBoolean(), reader.ReadBoolean(), reader.ReadString());

    private long Left => reader.BaseStream.Length - reader.BaseStream.Position;

    private ImmutableArray<T> All<T>(Func<T> read)
    {
        long count = Within(reader.Read7BitEncodedInt(), 0, Left + 1) - 1;
        if (count < 0) return default;
        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>();
        for (; count > 0; count--) items.Add(read());
        return items.ToImmutable();
    }

    private string Name() => reader.ReadString() is { Length: > 0 } name ? name : throw new FormatException("a name in it is empty");

    private string? Text() => reader.ReadBoolean() ? reader.ReadString() : null;

    private bool? Flag() => Number(0, 1) is { } number ? number == 1 : null;

    private TimeSpan? Time() => Number(0, TimeSpan.MaxValue.Ticks / 2) is { } ticks ? TimeSpan.FromTicks(ticks) : null;

    private long? Number(long least, long most) => reader.ReadBoolean() ? Within(reader.Read7BitEncodedInt64(), least, most) : null;

    private static long Within(long number, long least, long most) => number >= least && number <= most ? number : throw new FormatException("a number in it is out of bounds");
}
