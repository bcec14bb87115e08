using System.Collections.Immutable;
using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Execution;

/// <summary>
/// The functions for which code of the host stands in. Immutable, so that clones share it. Those of vmlinux are known by address; those of
/// a module by name, so that it may be loaded later, and again.
/// </summary>
internal sealed class StandIns
{
    /// <summary>None.</summary>
    public static StandIns None { get; } = new(ImmutableDictionary<ulong, Body>.Empty, ImmutableDictionary<(string Module, string Name), Body>.Empty);

    private readonly ImmutableDictionary<ulong, Body> _core;
    private readonly ImmutableDictionary<(string Module, string Name), Body> _modules;

    private StandIns(ImmutableDictionary<ulong, Body> core, ImmutableDictionary<(string Module, string Name), Body> modules)
    {
        _core = core;
        _modules = modules;
    }

    /// <summary>How many there are.</summary>
    public int Count => _core.Count + _modules.Count;

    /// <summary>With one more, or another, of vmlinux; without it where the body is null.</summary>
    public StandIns With(ulong address, Body? body) => new(body is null ? _core.Remove(address) : _core.SetItem(address, body), _modules);

    /// <summary>The same for a module's.</summary>
    public StandIns With(string module, string name, Body? body) => new(_core, body is null ? _modules.Remove((module, name)) : _modules.SetItem((module, name), body));

    /// <summary>True when there is one for a function of vmlinux.</summary>
    public bool Has(ulong address) => _core.ContainsKey(address);

    /// <summary>True when there is one for a function of a module.</summary>
    public bool Has(string module, string name) => _modules.ContainsKey((module, name));

    /// <summary>What is called for people: <c>name</c>, or <c>module:name</c>.</summary>
    public ImmutableArray<string> Names(Kernel kernel) =>
        [.. _core.Keys.Order().Select(kernel.Symbols.NameAt), .. _modules.Keys.Order().Select(static key => $"{key.Module}:{key.Name}")];

    /// <summary>The code at an address: what is known of it, with the stand-in's body where there is one.</summary>
    public CodeEntry? At(Kernel kernel, ulong address, CodeEntry? known)
    {
        if (_core.TryGetValue(address, out Body? body)) return Entry(kernel, address, known, body);
        if (_modules.IsEmpty || kernel.Modules.Containing(address) is not { } module) return known;
        string name = known?.Name ?? kernel.Symbols.NameAt(address);
        return _modules.TryGetValue((module.Name, name), out body) ? Entry(kernel, address, known, body) : known;
    }

    private static CodeEntry Entry(Kernel kernel, ulong address, CodeEntry? known, Body body)
    {
        if (known is not null) return known with { Body = body };
        kernel.Symbols.TryFindContaining(address, out Symbol symbol, out _);
        return new CodeEntry(address, symbol.Size, symbol.Name, symbol.Module, body);
    }
}
