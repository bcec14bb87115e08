using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Execution;

/// <summary>
/// The functions for which code of the host stands in. Immutable, so that clones share it. Those of vmlinux are known by address; those of
/// a module by name and place among those of that name, so that it may be loaded later, and again.
/// </summary>
internal sealed class StandIns
{
    /// <summary>The place that means a name's only function.</summary>
    public const int Only = 0;

    /// <summary>None.</summary>
    public static StandIns None { get; } = new(ImmutableDictionary<ulong, Body>.Empty, ImmutableDictionary<(string Module, string Name), ImmutableSortedDictionary<int, Body>>.Empty);

    private readonly ImmutableDictionary<ulong, Body> _core;
    private readonly ImmutableDictionary<(string Module, string Name), ImmutableSortedDictionary<int, Body>> _modules;

    private StandIns(ImmutableDictionary<ulong, Body> core, ImmutableDictionary<(string Module, string Name), ImmutableSortedDictionary<int, Body>> modules)
    {
        _core = core;
        _modules = modules;
    }

    /// <summary>How many there are.</summary>
    public int Count => _core.Count + _modules.Count;

    /// <summary>With one more, or another, of vmlinux; without it where the body is null.</summary>
    public StandIns With(ulong address, Body? body) => new(body is null ? _core.Remove(address) : _core.SetItem(address, body), _modules);

    /// <summary>The same for a module's. Without a place and a body, all of that name go.</summary>
    public StandIns With(string module, string name, int position, Body? body)
    {
        (string Module, string Name) key = (module, name);
        ImmutableSortedDictionary<int, Body> bodies = _modules.GetValueOrDefault(key, ImmutableSortedDictionary<int, Body>.Empty);
        bodies = body is not null ? bodies.SetItem(position, body) : position == Only ? bodies.Clear() : bodies.Remove(position).Remove(Only);
        return new StandIns(_core, bodies.IsEmpty ? _modules.Remove(key) : _modules.SetItem(key, bodies));
    }

    /// <summary>True when there is one for a function of vmlinux.</summary>
    public bool Has(ulong address) => _core.ContainsKey(address);

    /// <summary>True when there is one for a function of a module.</summary>
    public bool Has(Kernel kernel, string module, string name, ulong address) => Find(kernel, module, name, address) is not null;

    /// <summary>What is called for people: <c>name</c>, <c>module:name</c>, or <c>module:name,2</c>.</summary>
    public ImmutableArray<string> Names(Kernel kernel) =>
    [
        .. _core.Keys.Order().Select(kernel.Symbols.NameAt),
        .. _modules.OrderBy(static pair => pair.Key).SelectMany(static pair => pair.Value.Keys.Select(position => $"{pair.Key.Module}:{pair.Key.Name}{(position == Only ? "" : "," + position.ToString(CultureInfo.InvariantCulture))}")),
    ];

    /// <summary>The code at an address: what is known of it, with the stand-in's body where there is one.</summary>
    public CodeEntry? At(Kernel kernel, ulong address, CodeEntry? known)
    {
        if (_core.TryGetValue(address, out Body? body)) return Entry(kernel, address, known, body);
        if (_modules.IsEmpty || kernel.Modules.Containing(address) is not { } module) return known;
        return Find(kernel, module.Name, known?.Name ?? kernel.Symbols.NameAt(address), address) is { } found ? Entry(kernel, address, known, found) : known;
    }

    private Body? Find(Kernel kernel, string module, string name, ulong address)
    {
        if (!_modules.TryGetValue((module, name), out ImmutableSortedDictionary<int, Body>? bodies)) return null;
        if (bodies.Count == 1 && bodies.TryGetValue(Only, out Body? only)) return only;
        return bodies.GetValueOrDefault(Position(kernel, module, name, address)) ?? bodies.GetValueOrDefault(Only);
    }

    // By address, as positions are counted wherever a function is named.
    private static int Position(Kernel kernel, string module, string name, ulong address)
    {
        int position = 1;
        foreach (Symbol symbol in kernel.Symbols.Find(name))
        {
            if (symbol.Module == module && symbol.Address < address) position++;
        }

        return position;
    }

    private static CodeEntry Entry(Kernel kernel, ulong address, CodeEntry? known, Body body)
    {
        if (known is not null) return known with { Body = body };
        kernel.Symbols.TryFindContaining(address, out Symbol symbol, out _);
        return new CodeEntry(address, symbol.Size, symbol.Name, symbol.Module, body);
    }
}
