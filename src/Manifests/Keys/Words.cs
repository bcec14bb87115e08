using KlpShell.Core.Abi;
using KlpShell.Core.Machine;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;

namespace KlpShell.Manifests.Keys;

/// <summary>The closed sets of words that manifests use: the kernel's own.</summary>
internal static class Words
{
    public static WordTable<ManifestKind> Kind { get; } = new("kind", ("Kernel", ManifestKind.Kernel), ("Module", ManifestKind.Module), ("Livepatch", ManifestKind.Livepatch), ("Abi", ManifestKind.Abi));

    public static WordTable<LogLevel> LogLevel { get; } = new(
        "log_level",
        ("emerg", Core.Machine.LogLevel.Emergency),
        ("alert", Core.Machine.LogLevel.Alert),
        ("crit", Core.Machine.LogLevel.Critical),
        ("err", Core.Machine.LogLevel.Error),
        ("warning", Core.Machine.LogLevel.Warning),
        ("notice", Core.Machine.LogLevel.Notice),
        ("info", Core.Machine.LogLevel.Information),
        ("debug", Core.Machine.LogLevel.Debug));

    public static WordTable<TaskState> Sleep { get; } = new(
        "sleep_state",
        ("uninterruptible", TaskState.Uninterruptible),
        ("killable", TaskState.Killable),
        ("interruptible", TaskState.Interruptible));

    public static WordTable<ParameterType> ParameterType { get; } = new(
        "parameter_type",
        ("charp", Core.Modules.ParameterType.String),
        ("bool", Core.Modules.ParameterType.Bool),
        ("int", Core.Modules.ParameterType.Int),
        ("uint", Core.Modules.ParameterType.UInt),
        ("ulong", Core.Modules.ParameterType.ULong),
        ("int_array", Core.Modules.ParameterType.IntArray),
        ("callback", Core.Modules.ParameterType.Callback));

    public static WordTable<ExportKind> Export { get; } = new("export_kind", ("none", ExportKind.None), ("any", ExportKind.Any), ("gpl", ExportKind.Gpl));

    public static WordTable<bool> Section { get; } = new("section_name", ("data", false), ("rodata", true));

    public static WordTable<AbiLevel> AbiLevel { get; } = new(
        "abi_level",
        ("stable", Core.Abi.AbiLevel.Stable),
        ("testing", Core.Abi.AbiLevel.Testing),
        ("obsolete", Core.Abi.AbiLevel.Obsolete),
        ("removed", Core.Abi.AbiLevel.Removed));

    public static WordTable<uint> RelocationType { get; } = new(
        "relocation_type",
        ("R_X86_64_NONE", 0u),
        ("R_X86_64_64", 1u),
        ("R_X86_64_PC32", 2u),
        ("R_X86_64_PLT32", 4u),
        ("R_X86_64_32", 10u),
        ("R_X86_64_32S", 11u));

    public static WordTable<bool> PatchInit { get; } = new("patch_init", ("sample", true), ("register", false));
}
