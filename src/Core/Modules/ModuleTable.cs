using System;
using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Modules;

/// <summary>The loaded modules, newest first, as /proc/modules lists them.</summary>
public sealed class ModuleTable
{
    /// <summary>The size of a page; one that isn't mapped follows each module that was read from a file.</summary>
    internal const uint PageSize = 4096;

    private const ulong PageMask = PageSize - 1;

    private readonly List<Module> _modules = [];
    private readonly List<(ulong Start, uint Size)> _freed = [];
    private readonly Dictionary<string, Module> _byName = new(StringComparer.Ordinal);
    private ulong _nextAddress;
    private ulong _lowest = ulong.MaxValue;
    private ulong _highest;

    internal ModuleTable(ulong areaStart) => _nextAddress = areaStart;

    /// <summary>True once kernel.modules_disabled is set: no module comes or goes any more.</summary>
    public bool Disabled { get; internal set; }

    /// <summary>All modules, newest first. Unformed ones are among them.</summary>
    public IReadOnlyList<Module> All => _modules;

    /// <summary>The module of that name, or null (find_module: not one that is still being formed).</summary>
    public Module? Find(string name) => _byName.TryGetValue(name, out Module? module) && module.State != ModuleState.Unformed ? module : null;

    /// <summary>A module's place in the order in which they were loaded; -1 for none, and the last for one that isn't there.</summary>
    internal int Order(string? name)
    {
        if (name is null) return -1;
        int newest = _modules.FindIndex(module => module.Name == name);
        return newest < 0 ? int.MaxValue : _modules.Count - newest;
    }

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

    /// <summary>Where a module of that many bytes was that has gone; null where none was. One that is loaded again comes to lie where it lay.</summary>
    internal ulong? FreedPlace(uint size)
    {
        foreach ((ulong start, uint freed) in _freed)
        {
            if (freed == size) return start;
        }

        return null;
    }

    /// <summary>Takes a place: the next, or one that was freed.</summary>
    internal void Take(ulong start, uint size)
    {
        if (!_freed.Remove((start, size))) Allocate(size);
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
        if (!_modules.Remove(module)) return;
        _byName.Remove(module.Name);
        if (module.Image is { } image) _freed.Add((image.Start, image.Size + PageSize));
    }

    internal ModuleTable Clone(CloneContext context)
    {
        ModuleTable copy = new(_nextAddress) { Disabled = Disabled };
        copy._freed.AddRange(_freed);
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
        (ulong start, ulong length) = module.Image is { } image ? (image.Start, image.Size) : (module.Base, module.Layout.Extent);
        _lowest = Math.Min(_lowest, start);
        _highest = Math.Max(_highest, start + length);
    }
}
