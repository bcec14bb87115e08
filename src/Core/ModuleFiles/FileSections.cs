namespace KlpShell.Core.ModuleFiles;

/// <summary>The sections that the loader has picked out, by number; 0 for one that isn't there (struct load_info).</summary>
internal sealed record FileSections
{
    /// <summary>.modinfo.</summary>
    public int Modinfo { get; init; }

    /// <summary>.gnu.linkonce.this_module.</summary>
    public int ThisModule { get; init; }

    /// <summary>The symbol table.</summary>
    public int Symbols { get; init; }

    /// <summary>The symbols' names.</summary>
    public int Strings { get; init; }

    /// <summary>__versions.</summary>
    public int Versions { get; init; }

    /// <summary>.data..percpu.</summary>
    public int PerCpu { get; init; }

    /// <summary>The name in the loader's own messages: that of .modinfo, which need not be the module's.</summary>
    public string MessageName { get; init; } = "";

    /// <summary>The name in struct module, by which the module goes.</summary>
    public string Name { get; init; } = "";
}
