using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Modules;

/// <summary>A loaded module (struct module): its memory, its state and who holds it.</summary>
public sealed class Module : ICloneable<Module>
{
    private const ulong CopiedTexts = 0xffff888000000000;

    private Dictionary<string, Value> _parameters = [];
    private ImmutableDictionary<ulong, string> _texts = ImmutableDictionary<ulong, string>.Empty;
    private ImmutableDictionary<string, ImmutableList<long>> _elements = ImmutableDictionary<string, ImmutableList<long>>.Empty;
    private byte[] _memory;
    private bool _memoryShared;

    internal Module(ModuleDefinition definition, ModuleLayout layout)
    {
        Definition = definition;
        Layout = layout;
        _memory = layout.InitialMemory();
        foreach (ParameterDefinition parameter in definition.Parameters)
        {
            if (parameter.Type == ParameterType.IntArray) SetArray(parameter);
            else _parameters[parameter.Name] = parameter.Default;
        }
    }

    internal Module(ModuleDefinition definition, ModuleImage image, ulong[] values)
    {
        Definition = definition;
        Image = image;
        _memory = image.InitialMemory();
        SymbolValues = values;
        ImageSymbols = new ImageSymbols(image, values, definition.Name, core: false);
        Layout = new ModuleLayout(image.Start, image.Size, ImageSymbols);
    }

    /// <summary>What it was loaded from.</summary>
    public ModuleDefinition Definition { get; internal set; }

    /// <summary>Its name.</summary>
    public string Name => Definition.Name;

    /// <summary>Where its parts lie.</summary>
    public ModuleLayout Layout { get; }

    /// <summary>Where its memory begins.</summary>
    public ulong Base => Layout.Base;

    /// <summary>The length of its memory in bytes (core_size).</summary>
    public uint CoreSize => Image?.CoreSize ?? (CoreEndsInPage ? Layout.Used : Layout.Size);

    /// <summary>True where the end of its memory isn't rounded up to whole pages: what lies behind it in the last page is the module's all the same (layout_sections of 3.19).</summary>
    internal bool CoreEndsInPage { get; init; }

    /// <summary>True where its symbol table stays whole, with what is freed after its init: a livepatch's (layout_symtab, kernel/module/kallsyms.c).</summary>
    internal bool KeepsTable { get; init; }

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
    public IReadOnlyList<SymbolEntry> Symbols => ImageSymbols ?? (InitFreed && !KeepsTable ? Layout.LastingSymbols : Layout.Symbols);

    /// <summary>Its file in memory; null where it wasn't read from one.</summary>
    internal ModuleImage? Image { get; }

    /// <summary>The symbols of its file, as kallsyms sees them now.</summary>
    internal ImageSymbols? ImageSymbols { get; private set; }

    /// <summary>The addresses of its file's symbols; those of livepatch are found late.</summary>
    internal ulong[] SymbolValues { get; private set; } = [];

    /// <summary>Where ftrace can hook it, in ascending order: the places that its file lists.</summary>
    internal ulong[] FtraceLocations { get; set; } = [];

    /// <summary>What its file exports.</summary>
    internal ImageExports Exports { get; set; } = ImageExports.None;

    /// <summary>The patch at an address in its memory: as it lies there, decoded when it is first asked for; null where none can be read.</summary>
    internal KlpPatch? PatchAt(Kernel kernel, ulong address)
    {
        foreach (KlpPatch known in Patches)
        {
            if (known.Definition.Address == address) return known;
        }

        if (new PatchDecoder(this).Read(address) is not { } definition) return null;
        KlpPatch patch = kernel.Livepatch.CreatePatch(this, definition);
        if (definition.WithoutModule) patch.Module = null;
        Patches = [.. Patches, patch];
        return patch;
    }

    /// <summary>The livepatch relocations that were written, where somebody wants to know.</summary>
    internal List<(int Section, Elf.ElfRelocation Relocation, ulong Place, ulong Symbol)>? WrittenRelocations { get; set; }

    /// <summary>True once its init function is through, and what only that needed is gone.</summary>
    internal bool InitFreed { get; private set; }

    /// <summary>Where its init function begins; 0 for none.</summary>
    internal ulong InitAddress { get; set; }

    /// <summary>Where its exit function begins; 0 for none.</summary>
    internal ulong ExitAddress { get; set; }

    /// <summary>Its memory, for reading.</summary>
    public ReadOnlySpan<byte> Memory => _memory;

    /// <summary>The value of a parameter; null where it has none of that name.</summary>
    public Value? Parameter(string name) => _parameters.TryGetValue(name, out Value value) ? value : default(Value?);

    internal void SetParameter(string name, Value value) => _parameters[name] = value;

    // A text that the kernel has copied for the module (kmalloc_parameter, kernel/params.c). Where such copies lie depends on the allocator;
    // what counts is that the module finds it there.
    internal ulong Keep(string text)
    {
        ulong address = CopiedTexts + (Base & uint.MaxValue) * 16 + (ulong)_texts.Count * 2048;
        _texts = _texts.Add(address, text);
        return address;
    }

    /// <summary>An element of an array, those included that don't count at the moment; 0 where none was ever set.</summary>
    public long Element(string parameter, int index) => _elements.TryGetValue(parameter, out ImmutableList<long>? elements) && index < elements.Count ? elements[index] : 0;

    internal void SetElement(string parameter, int index, long value)
    {
        ImmutableList<long> elements = _elements.TryGetValue(parameter, out ImmutableList<long>? known) ? known : [];
        while (elements.Count <= index) elements = elements.Add(0);
        _elements = _elements.SetItem(parameter, elements.SetItem(index, value));
    }

    /// <summary>How many of an array's elements count: what its file shows.</summary>
    internal void SetCount(string parameter, int count) =>
        _parameters[parameter] = count == 0 ? "" : string.Join(',', _elements[parameter].GetRange(0, count));

    /// <summary>True when all <paramref name="length"/> bytes from <paramref name="address"/> on are this module's memory.</summary>
    public bool Contains(ulong address, uint length = 1)
    {
        if (Image is not null) return Image.RegionOf(address) is { } region && address - region.Address + length <= region.Size && !(region.IsInit && InitFreed);
        if (Layout.Init is { } init && address >= init.Address && address - init.Address + length <= init.Size) return !InitFreed;
        return address >= Base && address - Base + length <= Layout.Span;
    }

    /// <summary>The init function is through: its memory and its symbols go, and what ftrace knew of them (do_init_module, kernel/module/main.c).</summary>
    internal void FreeInit()
    {
        InitFreed = true;
        if (Image is null) return;
        ImageSymbols = new ImageSymbols(Image, SymbolValues, Name, core: true);
        FtraceLocations = Array.FindAll(FtraceLocations, location => Contains(location));
    }

    /// <summary>The 64-bit number at an address in the module's memory.</summary>
    public ulong ReadWord(ulong address) => BinaryPrimitives.ReadUInt64LittleEndian(_memory.AsSpan((int)(address - Base)));

    /// <summary>The number of up to 8 bytes at an address in the module's memory.</summary>
    internal ulong ReadNumber(ulong address, uint size)
    {
        ReadOnlySpan<byte> bytes = _memory.AsSpan((int)(address - Base), (int)size);
        ulong number = 0;
        for (int i = bytes.Length - 1; i >= 0; i--) number = number << 8 | bytes[i];
        return number;
    }

    /// <summary>Writes a number of up to 8 bytes.</summary>
    internal void WriteNumber(ulong address, ulong number, uint size)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        Write(address, bytes[..(int)size]);
    }

    /// <summary>The text up to the next NUL at an address in the module's memory; null where there is none.</summary>
    internal string? TextAt(ulong address)
    {
        if (!Contains(address)) return _texts.GetValueOrDefault(address);
        ReadOnlySpan<byte> rest = _memory.AsSpan((int)(address - Base));
        int end = rest[..Math.Min(rest.Length, 4096)].IndexOf((byte)0);
        return end < 0 ? null : System.Text.Encoding.Latin1.GetString(rest[..end]);
    }

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
        if (SymbolValues.Length > 0) SymbolValues = (ulong[])origin.SymbolValues.Clone();
        UsedBy = [.. origin.UsedBy];
        KlpPatch[] patches = new KlpPatch[origin.Patches.Count];
        for (int i = 0; i < patches.Length; i++) patches[i] = context.Copy(origin.Patches[i]);
        Patches = patches;
    }

    private void SetArray(ParameterDefinition parameter)
    {
        int count = 0;
        foreach (string item in (parameter.Default.Text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ParameterReader.Read(ParameterType.IntArray, item, out Value element) == Errno.None) SetElement(parameter.Name, count++, element.Number);
        }

        SetCount(parameter.Name, count);
    }
}
