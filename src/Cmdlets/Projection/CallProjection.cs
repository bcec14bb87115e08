using System;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Execution;
using KlpShell.Core.Symbols;

namespace KlpShell.Projection;

/// <summary>Makes the record of a call.</summary>
internal static class CallProjection
{
    public static CallInfo Of(string kernelName, Kernel kernel, Symbol function, int pid, EntranceResult result, List<CallTraceEntry> trace, bool withTrace)
    {
        ulong ran = function.Address;
        foreach (CallTraceEntry entry in trace)
        {
            // Hops of the outermost call: each begins where the one before led.
            if (entry.Depth == 0 && entry.Called == ran) ran = entry.Ran;
        }

        bool known = kernel.Symbols.TryFindContaining(ran, out Symbol code, out _);
        string[] log = new string[result.Log.Count];
        for (int i = 0; i < log.Length; i++) log[i] = result.Log[i].Text;
        return new CallInfo
        {
            Function = function.Name,
            Kernel = kernelName,
            Value = result.Value.Text is { } text ? text : result.Value.Number,
            Output = result.Output,
            Ran = known ? code.Name : kernel.Symbols.NameAt(ran),
            RanIn = code.Module ?? "vmlinux",
            Redirected = ran != function.Address,
            ProcessId = pid,
            Trace = withTrace ? trace.ConvertAll(Step).AsReadOnly() : Array.AsReadOnly<CallStepInfo>([]),
            Log = Array.AsReadOnly(log),
        };
    }

    private static CallStepInfo Step(CallTraceEntry entry) => new()
    {
        Depth = entry.Depth,
        Function = entry.CalledName,
        Address = entry.Called,
        EntryBytes = entry.EntryBytes,
        Trampoline = entry.Trampoline,
        Handlers = Array.AsReadOnly<string>([.. entry.Handlers]),
        Ran = entry.RanName,
        RanAddress = entry.Ran,
    };
}
