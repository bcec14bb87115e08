using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Modules;

/// <summary>Where the functions and variables of a loaded module lie: text, then read-only data, then data, each from a page on.</summary>
public sealed class ModuleLayout
{
    private const uint Page = 4096;
    private const uint FunctionAlignment = 16;

    private readonly Dictionary<string, ulong> _addresses = new(StringComparer.Ordinal);
    private readonly ModuleDefinition _definition;
    private readonly ImageSymbols? _image;

    internal ModuleLayout(ModuleDefinition definition, ulong start)
    {
        _definition = definition;
        Base = start;
        List<SymbolEntry> symbols = [];
        uint at = 0;
        FunctionAddresses = new ulong[definition.Functions.Length];
        Symbols = symbols;
        if (definition.Placement is { } placement)
        {
            Base = placement.Base;
            Size = placement.Size;
            Span = PlaceAsCaptured(placement, symbols);
            Used = Size;
            Extent = Span;
            NameInit(InitIndex());
            return;
        }

        int init = InitIndex();
        for (int i = 0; i < definition.Functions.Length; i++)
        {
            if (i != init) at = Align(PlaceFunction(i, at, symbols), FunctionAlignment);
        }

        at = PlaceVariables(true, Align(at, Page), symbols);
        at = PlaceVariables(false, Align(at, Page), symbols);
        Size = Math.Max(Page, Align(at, Page));
        Used = Math.Max(at, 1);

        Span = Size;

        // What is freed lies in pages of its own, behind one that isn't mapped.
        Extent = init < 0 ? Size : Align(PlaceFunction(init, Size + Page, symbols), Page);
        NameInit(init);
    }

    internal ModuleLayout(ulong start, uint size, ImageSymbols symbols)
    {
        _definition = null!;
        _image = symbols;
        Base = start;
        Size = size;
        Span = size;
        Used = size;
        Extent = size;
        Symbols = symbols;
        FunctionAddresses = [];
    }

    /// <summary>Where the memory begins.</summary>
    public ulong Base { get; }

    /// <summary>Its length in bytes, whole pages.</summary>
    public uint Size { get; }

    /// <summary>Its length up to the end of the last variable.</summary>
    internal uint Used { get; }

    /// <summary>How many bytes from <see cref="Base"/> on are surely the module's.</summary>
    public uint Span { get; }

    /// <summary>How far all that it takes reaches from <see cref="Base"/>, its init with it.</summary>
    internal uint Extent { get; }

    /// <summary>The symbols, with their running addresses.</summary>
    public IReadOnlyList<SymbolEntry> Symbols { get; }

    /// <summary>The addresses of the definition's functions, in its order.</summary>
    internal ulong[] FunctionAddresses { get; }

    /// <summary>The symbols that are left once the init function is through.</summary>
    internal IReadOnlyList<SymbolEntry> LastingSymbols { get; private set; } = [];

    /// <summary>What is freed when the init function of a module that was described is through: itself; null where nothing is, and for a module that was read from a file.</summary>
    internal SymbolEntry? Init { get; private set; }

    /// <summary>The address of the first function or variable of that name, or 0.</summary>
    public ulong AddressOf(string name) => _image is null ? _addresses.GetValueOrDefault(name) : _image.Find(name).FirstOrDefault();

    internal byte[] InitialMemory()
    {
        if (_definition.Placement is not null) return [];
        byte[] memory = new byte[Extent];
        for (int i = 0; i < _definition.Functions.Length; i++)
        {
            _definition.Functions[i].Text.AsSpan().CopyTo(memory.AsSpan((int)(FunctionAddresses[i] - Base)));
        }

        foreach (VariableDefinition variable in _definition.Variables)
        {
            variable.Initial.AsSpan().CopyTo(memory.AsSpan((int)(_addresses[variable.Name] - Base)));
        }

        return memory;
    }

    // Which function is freed when it is through; -1 for none.
    private int InitIndex()
    {
        if (_definition.PlainInit) return -1;
        for (int i = 0; i < _definition.Functions.Length; i++)
        {
            if (ReferenceEquals(_definition.Functions[i].Body, _definition.Init) && ModuleCode.CommonName(_definition, _definition.Functions[i].Name) == ModuleCode.InitName) return i;
        }

        return -1;
    }

    // Init and exit have the name that every module's have, beside that which their author gave them.
    private void NameInit(int init)
    {
        for (int i = 0; i < _definition.Functions.Length; i++) _addresses.TryAdd(ModuleCode.CommonName(_definition, _definition.Functions[i].Name), FunctionAddresses[i]);
        LastingSymbols = Symbols;
        if (init < 0) return;
        Init = Symbols.First(symbol => symbol.Address == FunctionAddresses[init]);
        LastingSymbols = [.. Symbols.Where(symbol => symbol.Address != FunctionAddresses[init])];
    }

    private uint PlaceFunction(int index, uint at, List<SymbolEntry> symbols)
    {
        FunctionDefinition function = _definition.Functions[index];
        FunctionAddresses[index] = Base + at;
        _addresses.TryAdd(function.Name, Base + at);
        symbols.Add(new SymbolEntry(function.Name, Base + at, function.Type, _definition.Name, function.Size));
        return at + Math.Max(function.Size, 1);
    }

    // What the host's file doesn't show, init and exit, comes behind the rest.
    private uint PlaceAsCaptured(ModulePlacement placement, List<SymbolEntry> symbols)
    {
        ulong end = Base;
        for (int i = 0; i < _definition.Functions.Length; i++)
        {
            FunctionDefinition function = _definition.Functions[i];
            ulong address = i < placement.Addresses.Length ? placement.Addresses[i] : (end + FunctionAlignment - 1) / FunctionAlignment * FunctionAlignment;
            FunctionAddresses[i] = address;
            _addresses.TryAdd(function.Name, address);
            symbols.Add(new SymbolEntry(function.Name, address, function.Type, _definition.Name, function.Size));
            if (address >= Base && address - Base < Size) end = Math.Max(end, address + Math.Max(function.Size, 1));
        }

        symbols.AddRange(placement.Data);
        return (uint)Math.Min(end - Base, uint.MaxValue);
    }

    private static uint Align(uint value, uint alignment) => (value + alignment - 1) / alignment * alignment;

    private uint PlaceVariables(bool readOnly, uint at, List<SymbolEntry> symbols)
    {
        foreach (VariableDefinition variable in _definition.Variables)
        {
            if (variable.ReadOnly != readOnly) continue;
            at = Align(at, 8);
            _addresses.TryAdd(variable.Name, Base + at);
            symbols.Add(new SymbolEntry(variable.Name, Base + at, variable.Type, _definition.Name, (uint)variable.Initial.Length));
            at += (uint)variable.Initial.Length;
        }

        return at;
    }
}
