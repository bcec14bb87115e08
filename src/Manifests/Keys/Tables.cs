namespace KlpShell.Manifests.Keys;

/// <summary>The mappings that manifests are made of, and their keys.</summary>
internal static class Tables
{
    public static KeyTable Kernel { get; } = new(
        "kernel",
        Key.Must("kind"), Key.Must("name"), "description", Key.Must("release"), "symbol_table", "symbols", "traceable", "kaslr",
        "kaslr_offset", "entry_offset", "module_area", "uname_release", "version", "command_line", "vermagic", "cpus", "tasks", "livepatch_starts",
        "functions", "files", "faults");

    public static KeyTable Fault { get; } = new("fault", "fail_function", "failslab", "retval", "probability", "interval", "times", "space", "verbose");

    public static KeyTable Symbol { get; } = new("symbol", Key.Must("name"), Key.Must("address"), "type", "module", "size");

    public static KeyTable KernelFunction { get; } = new("kernel_function", Key.Must("name"), Key.Must("body"));

    public static KeyTable File { get; } = new("file", "show", "store", "mode");

    public static KeyTable Module { get; } = new(
        "module",
        Key.Must("kind"), Key.Must("name"), "description", "license", "vermagic", "in_tree", "signed", "depends", "parameters",
        "variables", "functions", "kprobes", "init", "exit", "files");

    public static KeyTable Kprobe { get; } = new("kprobe", Key.Must("symbol_name"), "handler");

    public static KeyTable Parameter { get; } = new("parameter", Key.Must("name"), Key.Must("type"), "default", "mode", "on_set");

    public static KeyTable Variable { get; } = new("variable", Key.Must("name"), "value", "bytes", "size", "section", "export", "type");

    public static KeyTable Function { get; } = new("function", Key.Must("name"), "body", "traceable", "export", "size", "type", "text");

    public static KeyTable Livepatch { get; } = new(
        "livepatch",
        Key.Must("kind"), Key.Must("name"), "description", "cves", "license", "vermagic", "in_tree", "signed", "marked", "depends", "replace",
        "objects", "states", "more_patches", "parameters", "variables", "functions", "kprobes", "init", "exit", "files", "abi");

    public static KeyTable Patch { get; } = new("patch", "description", "cves", "replace", Key.Must("objects"), "states");

    public static KeyTable State { get; } = new("state", Key.Must("id"), "version");

    public static KeyTable Object { get; } = new("object", Key.Must("name"), "callbacks", Key.Must("functions"), "relocations");

    public static KeyTable Callbacks { get; } = new("callbacks", "pre_patch", "post_patch", "pre_unpatch", "post_unpatch");

    public static KeyTable LiteralName { get; } = new("literal_name", Key.Must("literal"));

    public static KeyTable PatchFunction { get; } = new(
        "patch_function",
        Key.Must("old_name"), "sympos", "old_addr", "new_name", "body", "new_func", "safe_because");

    public static KeyTable Relocation { get; } = new(
        "relocation",
        Key.Must("loc"), Key.Must("type"), Key.Must("name"), "sympos", "val", "addend", "external");

    public static KeyTable RelocationPlace { get; } = new("relocation_place", "symbol", "module_start", "module_end", "vmlinux", "offset");

    public static KeyTable Abi { get; } = new("abi", Key.Must("kind"), "name", Key.Must("entries"));

    public static KeyTable AbiEntry { get; } = new(
        "abi_entry",
        Key.Must("what"), Key.Must("level"), "date", "kernel_version", "contact", "description", "users");

    /// <summary>All of them: what the test of the schema goes through.</summary>
    public static KeyTable[] All =>
    [
        Kernel, Fault, Kprobe, Symbol, KernelFunction, File, Module, Parameter, Variable, Function, Livepatch, Patch, State, Object, Callbacks, LiteralName, PatchFunction,
        Relocation, RelocationPlace, Abi, AbiEntry, .. Steps.All,
    ];
}
