namespace KlpShell.Core.ModuleFiles;

/// <summary>The kinds of module memory in the order in which 6.12 allocates them (enum mod_mem_type).</summary>
internal enum ImagePart
{
    Text,
    Data,
    ReadOnlyData,
    ReadOnlyAfterInit,
    InitText,
    InitData,
    InitReadOnlyData,
}
