using System.Collections.Generic;

namespace KlpShell.Core.ModuleFiles;

/// <summary>
/// What a release's module loader and livepatch core know about a module's file: the layout of the structures in it, and where the loader's
/// rules differ (include/linux/module.h, include/linux/livepatch.h; the sizes are those of Debian's builds).
/// </summary>
/// <param name="Release">The release, by name.</param>
/// <param name="ModuleSize">The size of struct module.</param>
/// <param name="ExitOffset">Where the pointer to the exit function is in it.</param>
public sealed record ModuleFileRules(string Release, int ModuleSize, int ExitOffset)
{
    /// <summary>The size of the field that holds a module's name, with its NUL (MODULE_NAME_LEN).</summary>
    public const int NameLength = 56;

    /// <summary>6.1.</summary>
    public static ModuleFileRules Linux61 { get; } = new("6.1", 896, 0x350);

    /// <summary>6.12.</summary>
    public static ModuleFileRules Linux612 { get; } = new("6.12", 1280, 0x4b0)
    {
        StrictSections = true,
        AllocatesByKind = true,
        ClearsRelocations = true,
        TaintsWhenListed = true,
    };

    private static readonly Dictionary<string, ModuleFileRules> s_all = new() { [Linux61.Release] = Linux61, [Linux612.Release] = Linux612 };

    /// <summary>Where the module's name is in struct module.</summary>
    public int NameOffset { get; init; } = 24;

    /// <summary>Where the pointer to the init function is in it.</summary>
    public int InitOffset { get; init; } = 0x138;

    /// <summary>The size of struct klp_func.</summary>
    public int FuncSize { get; init; } = 152;

    /// <summary>The size of struct klp_object.</summary>
    public int ObjectSize { get; init; } = 168;

    /// <summary>The size of struct klp_state.</summary>
    public int StateSize { get; init; } = 24;

    /// <summary>True where special sections must be unique, and struct module must have the size that the kernel's has.</summary>
    public bool StrictSections { get; init; }

    /// <summary>True where text, data and read-only data are allocated each for itself (enum mod_mem_type).</summary>
    public bool AllocatesByKind { get; init; }

    /// <summary>True where the relocations for an object are cleared when it goes.</summary>
    public bool ClearsRelocations { get; init; }

    /// <summary>True where the kernel is tainted once the module is in the list, not already while its .modinfo is checked.</summary>
    public bool TaintsWhenListed { get; init; }

    /// <summary>The rules of a release; null where none are known: the original and stacking eras have no recorded module files.</summary>
    public static ModuleFileRules? Of(Core.Release release) => s_all.GetValueOrDefault(release.Name);
}
