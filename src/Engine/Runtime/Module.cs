using System.IO;

namespace KlpShell.Engine;

/// <summary>A binary module, loaded from its manifest as PowerShell does: the dll, its types and views, its commands by name.</summary>
internal sealed class Module
{
    private readonly Assembly _assembly;
    private readonly Dictionary<string, Type> _types = new(StringComparer.OrdinalIgnoreCase);
    private bool _scanned;

    public Module(string path, Session session)
    {
        Info = new PSModuleInfo(Path.GetFileNameWithoutExtension(path), path);
        var data = path.EndsWith(".psd1", StringComparison.OrdinalIgnoreCase) ? DataFile.Read(path) : new Hashtable { ["RootModule"] = Path.GetFileName(path) };
        var root = data["RootModule"] as string ?? throw new PSArgumentException($"{path} names no RootModule.");
        if (Version.TryParse(data["ModuleVersion"] as string, out var version)) Info.Version = version;
        DllPath = Path.Combine(Info.ModuleBase, root);
        _assembly = Assembly.LoadFrom(DllPath);
        foreach (var file in Listed(data["TypesToProcess"])) TypeFiles.Add(Path.Combine(Info.ModuleBase, Value.Text(file)));
        foreach (var file in Listed(data["FormatsToProcess"])) FormatFiles.Add(Path.Combine(Info.ModuleBase, Value.Text(file)));
        var names = Listed(data["CmdletsToExport"]);
        foreach (var name in names.Count == 0 || names.Contains("*") ? [.. Scan().Keys] : names)
            session.Commands.Add(new CmdletInfo(Value.Text(name), Find) { Module = Info });
        foreach (var name in Listed(data["AliasesToExport"]))
            if (Value.Text(name) is { Length: > 0 } alias && alias != "*") session.Commands.Alias(alias, Target(alias));
        foreach (var type in _assembly.GetTypes())
            if (!type.IsAbstract && typeof(IModuleAssemblyInitializer).IsAssignableFrom(type)) ((IModuleAssemblyInitializer)Activator.CreateInstance(type)!).OnImport();
    }

    public PSModuleInfo Info { get; }
    public string DllPath { get; }
    public List<string> FormatFiles { get; } = [];
    public List<string> TypeFiles { get; } = [];

    /// <summary>The dll and those of its references that lie beside it: their types can be named in scripts.</summary>
    public IEnumerable<Assembly> Assemblies()
    {
        yield return _assembly;
        foreach (var reference in _assembly.GetReferencedAssemblies())
            if (File.Exists(Path.Combine(Path.GetDirectoryName(DllPath)!, reference.Name + ".dll"))) yield return Assembly.Load(reference);
    }

    private static List<object?> Listed(object? entry) => entry is null ? [] : Value.ToList(entry);

    // By the naming rule first (Get-Thing is GetThingCommand): a start reads the attributes of no class but the one it runs.
    private Type Find(string name)
    {
        var wanted = name.Replace("-", "", StringComparison.Ordinal) + "Command";
        var space = Path.GetFileNameWithoutExtension(DllPath);
        foreach (var prefix in new[] { space, "KlpShell", "KlpShell.Commands" })
            if (_assembly.GetType($"{prefix}.{wanted}", false, true) is { } type && Named(type) == name) return type;
        return Scan().TryGetValue(name, out var found) ? found : throw new CommandNotFoundException($"The module '{Info.Name}' exports '{name}', and its dll has no such cmdlet.").With("CommandNotFoundException", ErrorCategory.ObjectNotFound, name);
    }

    private static string? Named(Type type) => type.GetCustomAttribute<CmdletAttribute>() is { } attribute ? attribute.VerbName + "-" + attribute.NounName : null;

    private Dictionary<string, Type> Scan()
    {
        if (!_scanned)
            foreach (var type in _assembly.GetExportedTypes())
                if (type.IsDefined(typeof(CmdletAttribute), false)) _types[Named(type)!] = type;
        _scanned = true;
        return _types;
    }

    private string Target(string alias)
    {
        foreach (var (name, type) in Scan())
            if (type.GetCustomAttribute<AliasAttribute>() is { } names && names.AliasNames.Contains(alias)) return name;
        return alias;
    }
}
