using System.Collections.Immutable;
using KlpShell.Core.Execution;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;

namespace KlpShell.Core;

/// <summary>Code of the host that stands in for functions: it runs where the function's own body would, in this kernel and its clones, and in no rehearsal.</summary>
public sealed partial class Kernel
{
    private StandIns? _standIns;

    /// <summary>The functions for which code of the host stands in: <c>name</c>, <c>module:name</c>, or <c>module:name,2</c>.</summary>
    public ImmutableArray<string> StandInNames => _standIns?.Names(this) ?? [];

    /// <summary>The first function for which code of the host has run in this kernel, since when no journal gives it again; null where none has.</summary>
    public string? RanHostCode { get; private set; }

    /// <summary>The function whose code of the host is running now. Nobody may enter the kernel or clone it meanwhile; null for none.</summary>
    public string? RunsHostCode { get; private set; }

    /// <summary>The stand-ins, where there are any.</summary>
    internal StandIns? StandIns => _standIns;

    /// <summary>Lets code of the host stand in for a function of vmlinux.</summary>
    /// <param name="address">Where the function begins.</param>
    /// <param name="code">The code; null to give the function its own body back.</param>
    public void StandIn(ulong address, HostFunction? code) => Keep((_standIns ?? StandIns.None).With(address, code is null ? null : Body.FromHost(code)));

    /// <summary>Lets code of the host stand in for a function of a module, whether or not that is loaded now.</summary>
    /// <param name="module">The module.</param>
    /// <param name="name">The function.</param>
    /// <param name="code">The code; null to give the function its own body back, and where no place is given all of that name.</param>
    /// <param name="position">Which of the module's functions of that name, from 1 by address; 0 where there is only one, and for all of them.</param>
    public void StandIn(string module, string name, HostFunction? code, int position = StandIns.Only) => Keep((_standIns ?? StandIns.None).With(module, name, position, code is null ? null : Body.FromHost(code)));

    /// <summary>Gives all functions their own bodies back.</summary>
    public void ClearStandIns() => _standIns = null;

    /// <summary>True when code of the host stands in for a function of vmlinux.</summary>
    public bool HasStandIn(ulong address) => _standIns?.Has(address) == true;

    /// <summary>True when code of the host stands in for a function of a module.</summary>
    public bool HasStandIn(string module, string name, ulong address) => _standIns?.Has(this, module, name, address) == true;

    /// <summary>Prints into the file that a task is reading, for code of the host; where it reads none, the text goes nowhere (seq_printf).</summary>
    public static void Print(KernelTask task, string text) => task.SeqFile?.Append(text);

    /// <summary>Runs code of the host, and knows meanwhile that it does.</summary>
    internal Value RunHostCode(HostFunction function, KernelTask task, CodeEntry code, Value argument)
    {
        AboutToRunHostCode(code);
        RanHostCode ??= code.Name;
        string? outer = RunsHostCode;
        RunsHostCode = code.Name;
        try
        {
            return function(this, task, argument);
        }
        finally
        {
            RunsHostCode = outer;
        }
    }

    private void Keep(StandIns standIns) => _standIns = standIns.Count == 0 ? null : standIns;
}
