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
    private ulong _lowest = ulong.MaxValue;
    private ulong _highest;

    internal ModuleTable(ulong areaStart) => _nextAddress = areaStart;

    /// <summary>All modules, newest first. Unformed ones are among them.</summary>
    public IReadOnlyList<Module> All => _modules;

    /// <summary>The module of that name, or null (find_module: not one that is still being formed).</summary>
    public Module? Find(string name) => _byName.TryGetValue(name, out Module? module) && module.State != ModuleState.Unformed ? module : null;

    /// <summary>The module whose memory holds an address, or null.</summary>
    public Module? Containing(ulong address)
    {
        // Most who ask mean vmlinux, which lies outside all of them.
        if (address < _lowest || address >= _highest) return null;
        foreach (Module module in _modules)
        {
            if (module.Contains(address)) return module;
        }

        return null;
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
        Note(module);
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
            copy.Note(twin);
        }

        return copy;
    }

    private void Note(Module module)
    {
        _byName.Add(module.Name, module);
        _lowest = Math.Min(_lowest, module.Base);
        _highest = Math.Max(_highest, module.Base + module.CoreSize);
    }
}
