using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Modules;

/// <summary>A loaded module (struct module): its memory, its state and who holds it.</summary>
public sealed class Module : ICloneable<Module>
{
    private Dictionary<string, Value> _parameters = [];
    private byte[] _memory;
    private bool _memoryShared;

    internal Module(ModuleDefinition definition, ModuleLayout layout)
    {
        Definition = definition;
        Layout = layout;
        _memory = layout.InitialMemory();
        foreach (ParameterDefinition parameter in definition.Parameters) _parameters[parameter.Name] = parameter.Default;
    }

    /// <summary>What it was loaded from.</summary>
    public ModuleDefinition Definition { get; }

    /// <summary>Its name.</summary>
    public string Name => Definition.Name;

    /// <summary>Where its parts lie.</summary>
    public ModuleLayout Layout { get; }

    /// <summary>Where its memory begins.</summary>
    public ulong Base => Layout.Base;

    /// <summary>The length of its memory in bytes (core_size).</summary>
    public uint CoreSize => Layout.Size;

    /// <summary>Where it is in its life.</summary>
    public ModuleState State { get; internal set; } = ModuleState.Unformed;

    /// <summary>How many references are held on it.</summary>
    public int RefCount { get; internal set; }

    /// <summary>True from the notice that it comes to the notice that it goes: what a livepatch core may patch (mod->klp_alive).</summary>
    internal bool KlpAlive { get; set; }

    /// <summary>The taint that it brought.</summary>
    public TaintFlags Taints { get; internal set; }

    /// <summary>The patches in its data, registered or not.</summary>
    public IReadOnlyList<KlpPatch> Patches { get; internal set; } = [];

    /// <summary>The modules that use it, by name.</summary>
    public List<string> UsedBy { get; private set; } = [];

    /// <summary>Its symbols.</summary>
    public IReadOnlyList<SymbolEntry> Symbols => Layout.Symbols;

    /// <summary>Its memory, for reading.</summary>
    public ReadOnlySpan<byte> Memory => _memory;

    /// <summary>The value of a parameter; null where it has none of that name.</summary>
    public Value? Parameter(string name) => _parameters.TryGetValue(name, out Value value) ? value : default(Value?);

    internal void SetParameter(string name, Value value) => _parameters[name] = value;

    /// <summary>True when all <paramref name="length"/> bytes from <paramref name="address"/> on are this module's memory.</summary>
    public bool Contains(ulong address, uint length = 1) => address >= Base && address - Base + length <= Layout.Span;

    /// <summary>The 64-bit number at an address in the module's memory.</summary>
    public ulong ReadWord(ulong address) => BinaryPrimitives.ReadUInt64LittleEndian(_memory.AsSpan((int)(address - Base)));

    /// <summary>Writes bytes into the module's memory, whatever its protection.</summary>
    internal void Write(ulong address, ReadOnlySpan<byte> bytes)
    {
        if (_memoryShared)
        {
            _memory = (byte[])_memory.Clone();
            _memoryShared = false;
        }

        bytes.CopyTo(_memory.AsSpan((int)(address - Base)));
    }

    Module ICloneable<Module>.CloneShell()
    {
        // The bytes are shared until either side writes.
        _memoryShared = true;
        return (Module)MemberwiseClone();
    }

    void ICloneable<Module>.CloneLinks(Module origin, CloneContext context)
    {
        _parameters = new Dictionary<string, Value>(origin._parameters);
        UsedBy = [.. origin.UsedBy];
        KlpPatch[] patches = new KlpPatch[origin.Patches.Count];
        for (int i = 0; i < patches.Length; i++) patches[i] = context.Copy(origin.Patches[i]);
        Patches = patches;
    }
}
