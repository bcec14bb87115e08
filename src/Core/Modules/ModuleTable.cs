using System;
using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Modules;

/// <summary>The loaded modules, newest first, as /proc/modules lists them.</summary>
public sealed class ModuleTable
{
    private const ulong PageMask = 4095;

    private readonly List<Module> _modules = [];
    private readonly Dictionary<string, Module> _byName = new(StringComparer.Ordinal);
    private ulong _nextAddress;

    internal ModuleTable(ulong areaStart) => _nextAddress = areaStart;

    /// <summary>All modules, newest first. Unformed ones are among them.</summary>
    public IReadOnlyList<Module> All => _modules;

    /// <summary>The module of that name, or null (find_module: not one that is still being formed).</summary>
    public Module? Find(string name) => _byName.TryGetValue(name, out Module? module) && module.State != ModuleState.Unformed ? module : null;

    /// <summary>The module whose memory holds an address, or null.</summary>
    public Module? Containing(ulong address)
    {
        // The newest module lies highest: addresses are not used again.
        int low = 0;
        int high = _modules.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_modules[middle].Base <= address) high = middle;
            else low = middle + 1;
        }

        return low < _modules.Count && _modules[low].Contains(address) ? _modules[low] : null;
    }

    /// <summary>True when there is a module of that name, formed or not.</summary>
    internal bool Has(string name) => _byName.ContainsKey(name);

    /// <summary>Takes whole pages from the module area. Addresses are not used again.</summary>
    internal ulong Allocate(uint size)
    {
        ulong address = _nextAddress;
        _nextAddress += (size + PageMask) & ~PageMask;
        return address;
    }

    /// <summary>Where the next allocation will be.</summary>
    internal ulong NextAddress => _nextAddress;

    internal void Add(Module module)
    {
        _modules.Insert(0, module);
        _byName.Add(module.Name, module);
    }

    internal void Remove(Module module)
    {
        if (_modules.Remove(module)) _byName.Remove(module.Name);
    }

    internal ModuleTable Clone(CloneContext context)
    {
        ModuleTable copy = new(_nextAddress);
        foreach (Module module in _modules)
        {
            Module twin = context.Copy(module);
            copy._modules.Add(twin);
            copy._byName.Add(twin.Name, twin);
        }

        return copy;
    }
}
