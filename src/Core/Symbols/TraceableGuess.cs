using System;
using System.Collections.Generic;
using System.Text;

namespace KlpShell.Core.Symbols;

/// <summary>
/// Guesses what ftrace can trace from symbols alone: text symbols of vmlinux, but for sections whose functions are never traced (code
/// that is freed after boot, entry code, noinstr, static call trampolines) and names that the compiler or a tracepoint makes.
/// Held against four kernels' real lists: nearly every listed function is in the guess; one in ten of the guessed is not listed on
/// newer kernels, one in seven on the oldest, because whole files (kernel/trace, lib) are compiled without calls to ftrace.
/// </summary>
internal sealed class TraceableGuess(SymbolTable table)
{
    private static readonly (string Start, string End)[] s_sections =
    [
        ("_sinittext", "_einittext"),
        ("__init_begin", "__init_end"),
        ("__noinstr_text_start", "__noinstr_text_end"),
        ("__entry_text_start", "__entry_text_end"),
        ("__irqentry_text_start", "__irqentry_text_end"),
        ("__static_call_text_start", "__static_call_text_end"),
    ];

    // Padding before functions, control-flow-integrity types, and what include/trace/ generates for each event (notrace).
    private static readonly byte[][] s_prefixes = Array.ConvertAll(
        [
            "__pfx_", "__cfi_", "__bpf_trace_", "perf_trace_", "trace_event_raw_event_", "trace_raw_output_", "trace_event_get_offsets_",
            "ftrace_raw_output_", "ftrace_raw_event_", "ftrace_get_offsets_",
        ],
        Encoding.ASCII.GetBytes);

    private readonly List<(ulong Start, ulong End)> _outside = [];
    private ulong _start;
    private ulong _end = ulong.MaxValue;

    /// <summary>Makes the set.</summary>
    public TraceableSet Make()
    {
        _start = AddressOf("_stext") ?? 0;
        _end = AddressOf("_etext") ?? ulong.MaxValue;
        foreach ((string start, string end) in s_sections)
        {
            if (AddressOf(start) is { } from && AddressOf(end) is { } to)
                _outside.Add((from, to));
        }
        var marks = new TraceableMarks(table);
        for (int index = 0; index < table.VmlinuxCount; index++)
        {
            if (Symbol.IsTextType(table.TypeOf(index)) && IsInside(table.AddressOf(index)) && IsUsual(table.NameUtf8(index)))
                marks.Add(index);
        }
        return marks.ToSet();
    }

    private ulong? AddressOf(string name)
    {
        foreach (Symbol symbol in table.Find(name))
        {
            if (symbol.Module is null)
                return symbol.Address;
        }
        return null;
    }

    private bool IsInside(ulong address)
    {
        if (address < _start || address >= _end)
            return false;
        foreach ((ulong start, ulong end) in _outside)
        {
            if (address >= start && address < end)
                return false;
        }
        return true;
    }

    private static bool IsUsual(ReadOnlySpan<byte> name)
    {
        foreach (byte[] prefix in s_prefixes)
        {
            if (name.StartsWith(prefix))
                return false;
        }
        return !name.EndsWith(".cold"u8) && name.IndexOf(".cold."u8) < 0;
    }
}
