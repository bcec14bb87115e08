namespace KlpShell.Engine;

/// <summary>The commands and aliases of a session, by name.</summary>
internal sealed class CommandTable(Session session)
{
    private readonly Dictionary<string, CmdletInfo> _cmdlets = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<CmdletInfo> Cmdlets => _cmdlets.Values;
    public IEnumerable<KeyValuePair<string, string>> Aliases => _aliases;
    public List<Module> Modules { get; } = [];

    public void Add(CmdletInfo info) => _cmdlets[info.Name] = info;

    public void Remove(string name) => _cmdlets.Remove(name);

    public void Alias(string name, string target) => _aliases[name] = target;

    public IEnumerable<Assembly> Assemblies()
    {
        foreach (var module in Modules)
            foreach (var assembly in module.Assemblies()) yield return assembly;
    }

    public CmdletInfo? Find(string name)
    {
        if (_aliases.TryGetValue(name, out var target)) name = target;
        if (name.IndexOf('\\') is > 0 and var slash)
            return _cmdlets.TryGetValue(name[(slash + 1)..], out var qualified) && qualified.ModuleName.Equals(name[..slash], StringComparison.OrdinalIgnoreCase) ? qualified : null;
        return _cmdlets.GetValueOrDefault(name);
    }

    /// <summary>Imports a module by the path of its manifest; importing it again finds it there.</summary>
    public PSModuleInfo Import(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        var module = Modules.Find(m => m.Info.Path == path);
        if (module is null) Modules.Add(module = new Module(path, session));
        return module.Info;
    }
}
