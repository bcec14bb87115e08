namespace KlpShell.Core.Livepatch;

/// <summary>A place in the patch module that holds the address of a symbol which isn't exported (struct klp_reloc, original era).</summary>
/// <param name="Location">The place.</param>
/// <param name="Type">The x86-64 ELF type: 0 none, 1 (64), 2 (PC32), 10 (32), 11 (32S); others are refused.</param>
/// <param name="Name">The symbol.</param>
public sealed record RelocationDefinition(RelocationPlace Location, uint Type, string Name)
{
    /// <summary>The symbol's address in vmlinux, which the author must know. For a module's relocation the kernel finds it.</summary>
    public ulong Value { get; init; }

    /// <summary>Which of several symbols of that name, counted from 1 by address; 0 where it must be the only one (consistency era).</summary>
    public ulong SymbolPosition { get; init; }

    /// <summary>Added to the address before it is written.</summary>
    public int Addend { get; init; }

    /// <summary>True when the symbol lies outside the patched object: exported, or in the patch module itself.</summary>
    public bool External { get; init; }
}
