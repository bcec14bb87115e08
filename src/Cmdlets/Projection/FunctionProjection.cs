using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Symbols;

namespace KlpShell.Projection;

/// <summary>Makes the records of functions. It works on a clone, since asking where a call goes is a call to a probe.</summary>
internal sealed class FunctionProjection(string kernelName, Kernel clone)
{
    private readonly SymbolSource _source = new(kernelName, clone);

    /// <summary>The clone.</summary>
    public Kernel Kernel => clone;

    /// <summary>The functions that a patch replaces or a hook sees, those of vmlinux first, by address.</summary>
    /// <param name="patches">Only those that these patches replace; null for all.</param>
    public List<FunctionInfo> Interesting(Func<string, bool>? patches)
    {
        List<FunctionInfo> infos = [];
        SortedSet<ulong> addresses = [];
        foreach (KlpPatch patch in clone.Livepatch.Patches)
        {
            if (patches is not null && !patches(patch.Name)) continue;
            foreach (KlpObject obj in patch.Objects)
            {
                foreach (KlpFunc func in obj.Functions)
                {
                    if (func.OldAddress != 0) addresses.Add(func.OldAddress);
                    else infos.Add(Absent(obj, func));
                }
            }
        }

        if (patches is null)
        {
            foreach (FtraceRecord record in clone.Ftrace.Records) addresses.Add(record.Function);
        }

        List<FunctionInfo> present = [];
        foreach (ulong address in addresses)
        {
            if (_source.Containing(address) is >= 0 and int index) present.Add(Of(index));
        }

        present.Sort(static (a, b) => a.Object == "vmlinux" != (b.Object == "vmlinux") ? (a.Object == "vmlinux" ? -1 : 1) : a.Address.CompareTo(b.Address));
        return [.. present, .. infos];
    }

    /// <summary>The function of a symbol.</summary>
    public FunctionInfo Of(Symbol symbol) => Of(_source.Containing(symbol.Address) is var index && _source.Name(index) == symbol.Name ? index : _source.Find(symbol.Name).Find(other => _source.Address(other) == symbol.Address));

    private FunctionInfo Of(int index)
    {
        ulong address = _source.Address(index);
        string name = _source.Name(index);
        (int matches, int position) = _source.Rank(index, name);
        ulong location = clone.Ftrace.Location(address);
        string[] hooks = Hooks(address);
        ulong runs = clone.Destination(address);
        bool known = clone.Symbols.TryFindContaining(runs, out Symbol code, out _);
        bool own = runs == address;
        return new FunctionInfo
        {
            Name = name,
            Object = _source.Module(index) ?? "vmlinux",
            Kernel = _source.Kernel,
            Address = address,
            Size = _source.Size(index),
            Matches = matches,
            Position = position,
            State = own ? (hooks.Length == 0 ? FunctionState.Original : FunctionState.Hooked) : known ? FunctionState.Patched : FunctionState.Broken,
            Winner = own ? null : Winner(address, runs),
            Runs = known ? code.Name : null,
            RunsAddress = runs,
            Hooks = Array.AsReadOnly(hooks),
            Layers = Layers(name, address, runs),
            FuncStack = Array.AsReadOnly(clone.Livepatch.FuncStackOf(address).Select(static func => func.IsNop ? func.Object.Patch.Name + " (nop)" : func.Object.Patch.Name).ToArray()),
            Patches = Replacing(address),
            Traceable = location != 0,
            Location = location,
            EntryBytes = location == 0 ? null : Bytes(clone, location),
            Trampoline = location == 0 ? 0 : clone.Ftrace.Text.CallTarget(location),
            HasScriptBlock = _source.Module(index) is { } module ? clone.HasStandIn(module, name, address) : clone.HasStandIn(address),
        };
    }

    // Where the release has no func stacks, the patches whose handlers are in place, by the kernel's list.
    private IReadOnlyList<StackLayerInfo> Layers(string name, ulong address, ulong runs)
    {
        List<KlpFunc> stack = [.. clone.Livepatch.FuncStackOf(address)];
        if (stack.Count == 0)
        {
            foreach (KlpPatch patch in clone.Livepatch.Patches)
            {
                foreach (KlpObject obj in patch.Objects) stack.InsertRange(0, obj.Functions.Where(func => func.OldAddress == address && func.State == KlpState.Enabled));
            }
        }

        if (stack.Count == 0) return [];
        List<StackLayerInfo> layers = [];
        foreach (KlpFunc func in stack)
        {
            layers.Add(new StackLayerInfo
            {
                Patch = func.Object.Patch.Name,
                Function = func.IsNop ? name : clone.Symbols.TryFindContaining(func.NewAddress, out Symbol code, out _) ? code.Name : null,
                Address = func.IsNop ? address : func.NewAddress,
                Nop = func.IsNop,
                Runs = !layers.Exists(static layer => layer.Runs) && (func.IsNop ? address : func.NewAddress) == runs,
            });
        }

        layers.Add(new StackLayerInfo { Function = name, Address = address, Runs = runs == address && !layers.Exists(static layer => layer.Runs) });
        return layers.AsReadOnly();
    }

    /// <summary>The five bytes at an ftrace location, in hexadecimal.</summary>
    public static string Bytes(Kernel kernel, ulong location) => Convert.ToHexString(kernel.Ftrace.Text.ReadBytes(location)).ToLowerInvariant();

    private string[] Hooks(ulong address)
    {
        List<string> hooks = [];
        foreach (FtraceOps ops in clone.Ftrace.OpsOf(address)) hooks.Add(ops.Owner);
        return hooks.ToArray();
    }

    private string? Winner(ulong address, ulong runs)
    {
        foreach (KlpPatch patch in clone.Livepatch.Patches)
        {
            foreach (KlpObject obj in patch.Objects)
            {
                foreach (KlpFunc func in obj.Functions)
                {
                    if (func.OldAddress == address && func.NewAddress == runs) return patch.Name;
                }
            }
        }

        return clone.Modules.Containing(runs)?.Name;
    }

    private IReadOnlyList<string> Replacing(ulong address)
    {
        List<string> patches = [];
        foreach (KlpPatch patch in clone.Livepatch.Patches)
        {
            foreach (KlpObject obj in patch.Objects)
            {
                foreach (KlpFunc func in obj.Functions)
                {
                    if (func.OldAddress == address && !patches.Contains(patch.Name)) patches.Add(patch.Name);
                }
            }
        }

        return patches.AsReadOnly();
    }

    private FunctionInfo Absent(KlpObject obj, KlpFunc func) => new()
    {
        Name = func.OldName,
        Object = obj.DisplayName(),
        Kernel = _source.Kernel,
        Address = 0,
        Size = 0,
        Matches = 0,
        Position = 0,
        State = FunctionState.Absent,
        Winner = null,
        Runs = null,
        RunsAddress = 0,
        Hooks = Array.AsReadOnly<string>([]),
        Patches = Array.AsReadOnly<string>([obj.Patch.Name]),
        Traceable = false,
        Location = 0,
        EntryBytes = null,
        Trampoline = 0,
    };
}
