namespace KlpShell.Core.Elf;

/// <summary>The section flags that matter for modules (sh_flags).</summary>
public static class ElfSectionFlags
{
    /// <summary>May be written.</summary>
    public const ulong Write = 1;

    /// <summary>Takes room in memory.</summary>
    public const ulong Allocate = 2;

    /// <summary>Is code.</summary>
    public const ulong Execute = 4;

    /// <summary>Relocations that livepatch writes, not the module loader (SHF_RELA_LIVEPATCH).</summary>
    public const ulong LivepatchRelocations = 0x00100000;

    /// <summary>Read-only once the init function is through; set by the loader, not by a compiler (SHF_RO_AFTER_INIT).</summary>
    public const ulong ReadOnlyAfterInit = 0x00200000;
}
