using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KlpShell.Core.Execution;
using KlpShell.Core.Faults;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Core.Planning;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Journal;

/// <summary>A number for the whole state of a kernel: two kernels of the same definition and history have the same, and a difference in what can be seen of them shows.</summary>
public sealed class StateDigest : IDisposable
{
    private const int BufferSize = 1 << 16;
    private const int LongestEntry = 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private StateDigest()
    {
    }

    /// <summary>The digest, as 64 hexadecimal digits. The kernel stays as it is.</summary>
    public static string Of(Kernel kernel)
    {
        using StateDigest digest = new();
        digest.AddMachine(kernel);
        digest.AddSymbols(kernel.Symbols.Table, kernel.Symbols.Traceable);
        digest.AddLog(kernel);
        foreach (KernelTask task in kernel.Tasks.All) digest.AddTask(kernel, task);
        foreach (Module module in kernel.Modules.All) digest.AddModule(module);
        digest.AddPatches(kernel);
        digest.AddFtrace(kernel);
        foreach ((string path, string? said) in FileSnapshot.Of(kernel).Files)
        {
            if (!IsAlwaysThere(path)) digest.Add($"file {path} {said}");
        }

        return Convert.ToHexStringLower(digest._hash.GetHashAndReset());
    }

    // Came after the first checkpoint files were written; what these say is told by the state itself.
    private static bool IsAlwaysThere(string path) =>
        path == "/proc/sys/kernel/modules_disabled" || path.EndsWith("/tracing/tracing_on", StringComparison.Ordinal) || path.EndsWith("/tracing/kprobe_profile", StringComparison.Ordinal)
        || Sysfs.ModuleFiles.IsSame(path);

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void Add(string line)
    {
        _hash.AppendData(Encoding.UTF8.GetBytes(line));
        _hash.AppendData("\n"u8);
    }

    private void Add(FormattableString line) => Add(line.ToString(CultureInfo.InvariantCulture));

    private void AddMachine(Kernel kernel)
    {
        KernelDefinition definition = kernel.Definition;
        Add($"kernel {definition.Name} {kernel.Release.Name} {definition.UnameRelease} {definition.Version} {definition.CommandLine} {definition.Vermagic} {definition.Cpus} {definition.Kaslr} {definition.KaslrOffset} {definition.EntryOffset} {definition.ModuleArea}");
        Add($"clock {kernel.Clock.Now.Ticks} taint {(long)kernel.Taints} warnings {kernel.Warnings} oopses {kernel.Oopses} corrupted {kernel.Corrupted} lag {kernel.IdleCpusLag} shell {kernel.ShellPid} mutex {kernel.Livepatch.MutexOwner}");
        foreach (EntranceRecord record in kernel.History.Records) Add($"done {record.Kind} {record.Subject} {record.Detail} {record.Begin.Ticks} {record.End.Ticks} {record.Status} {record.FirstLine} {record.NextLine}");
        foreach (MixedExecution mixed in kernel.MixedExecutions) Add($"mixed {mixed.Patch} {mixed.Pid} {mixed.Call} {string.Join(',', mixed.Old)} {string.Join(',', mixed.New)}");
        foreach (FaultState fault in kernel.InjectedFaults) Add($"fault {FaultPoints.NameOf(fault.Fault.Point)} {fault.Fault.Errno} {fault.Fault.Probability} {fault.Fault.Interval} {fault.Fault.Times} {fault.Fault.Space} {fault.Fault.Verbose} {fault.Calls} {fault.Struck}");
        foreach (((TimeSpan due, _), WorkItem item) in kernel.Scheduler.Work.All) Add($"work {due.Ticks} {item.GetType().Name}");
        if (kernel.Livepatch.Shadow is not { } shadow) return;
        foreach (KeyValuePair<(ulong Object, ulong Id), Value> one in shadow.All) Add($"shadow {one.Key.Object} {one.Key.Id} {one.Value.Text is null} {one.Value}");
    }

    private void AddSymbols(SymbolTable table, TraceableSet traceable)
    {
        ArrayBufferWriter<byte> buffer = new(BufferSize);
        for (int i = 0; i < table.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(buffer.GetSpan(8), table.AddressOf(i));
            buffer.Advance(8);
            BinaryPrimitives.WriteUInt64LittleEndian(buffer.GetSpan(8), table.SizeOf(i));
            buffer.Advance(8);
            BinaryPrimitives.WriteUInt16LittleEndian(buffer.GetSpan(2), (ushort)((table.TypeOf(i) << 1) | (traceable.IsTraceable(i) ? 1 : 0)));
            buffer.Advance(2);
            buffer.Write(table.NameUtf8(i));
            if (buffer.WrittenCount < BufferSize - LongestEntry) continue;
            _hash.AppendData(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }

        _hash.AppendData(buffer.WrittenSpan);

        Add($"modules {string.Join(',', table.Modules)} {table.VmlinuxCount}");
    }

    private void AddLog(Kernel kernel)
    {
        Add($"log {kernel.Log.NextSequence}");
        foreach (LogRecord line in kernel.Log.Records) Add($"{line.Sequence} {line.Time.Ticks} {(int)line.Level} {line.Text}");
    }

    private void AddTask(Kernel kernel, KernelTask task)
    {
        Add($"task {task.Pid} {task.Comm} {task.Kind} {task.State} {task.HasReliableStack} {task.SignalPending} {task.UserId} {task.WakeAt?.Ticks} {task.WaitsFor} {task.Since.Ticks} {task.Result} {task.CallNumber} {kernel.Tasks.PatchStateOf(task.Pid)} {kernel.Tasks.IsPending(task.Pid)}");
        for (int i = 0; i < task.Depth; i++)
        {
            Frame frame = task.Frames[i];
            Add($"frame {frame.Code.Address} {frame.Code.Name} {frame.CalledAddress} {frame.Pc} {frame.StoreTo} {frame.Argument} {frame.Result} {(frame.Locals is null ? "" : string.Join(',', frame.Locals))}");
        }

        if (task.Output.Length > 0) Add("output " + task.Output);
    }

    private void AddModule(Module module)
    {
        Add($"module {module.Name} {module.State} {module.RefCount} {module.Base} {module.Taints} {module.KlpAlive} {string.Join(',', module.UsedBy)} {Convert.ToHexString(SHA256.HashData(module.Memory))}");
        foreach (ParameterDefinition parameter in module.Definition.Parameters) Add($"parameter {parameter.Name} {module.Parameter(parameter.Name)}");
        foreach (FunctionDefinition function in module.Definition.Functions) Add($"function {function.Name} {function.Size} {function.Body.Steps.Length}");
    }

    private void AddPatches(Kernel kernel)
    {
        Add($"transition {kernel.Livepatch.CurrentTransition?.Patch.Name} {kernel.Livepatch.CurrentTransition?.Patching} {kernel.Livepatch.CurrentTransition?.Since.Ticks} {kernel.Livepatch.CurrentTransition?.Tries} {kernel.Livepatch.CurrentTransition?.Remaining}");
        foreach (KlpPatch patch in kernel.Livepatch.Patches) Add("listed " + patch.Name);
        foreach (Module module in kernel.Modules.All)
        {
            foreach (KlpPatch patch in module.Patches)
            {
                Add($"patch {patch.Name} {patch.State} {patch.Forced} {patch.Freed} {patch.Definition.Replace} {string.Join(',', patch.Definition.Cves)}");
                foreach (SystemState state in patch.States) Add($"state {state.Id} {state.Version} {state.Data}");
                foreach (KlpObject obj in patch.Objects)
                {
                    Add($"object {obj.DisplayName()} {obj.State} {obj.Module?.Name}");
                    foreach (KlpFunc func in obj.Functions) Add($"func {func.OldName} {func.State} {func.OldAddress} {func.NewAddress} {func.IsNop} {func.Below?.Object.Patch.Name} {func.Definition.SafeBecause}");
                }
            }
        }
    }

    private void AddFtrace(Kernel kernel)
    {
        Add($"ftrace {kernel.Ftrace.Enabled} tracer {kernel.Tracing.Tracer} {string.Join(',', kernel.Tracing.Filter)}{(kernel.Modules.Disabled ? " modules disabled" : "")}");
        foreach (FtraceOps ops in kernel.Ftrace.Ops) Add($"ops {ops.Owner} {ops.Trampoline} {string.Join(',', ops.Filter)}");
        foreach (FtraceRecord record in kernel.Ftrace.Records) Add($"record {record.Ip} {record.Count} {record.IsEnabled} {record.SaveRegs} {record.IpModify} {kernel.Ftrace.Text.Read(record.Ip)}");
        foreach (Kprobe probe in kernel.Kprobes.Probes) Add($"probe {probe.Symbol} {probe.Kind} {probe.Address} {probe.Hits}");
        foreach (string line in kernel.Tracing.Lines) Add("trace " + line);
    }
}
