namespace KlpShell.Engine;

/// <summary>The types that a script can name: PowerShell's short names, System's, and those of loaded modules.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<string, Type> s_short = new (string Name, Type Type)[]
    {
        ("int", typeof(int)), ("int32", typeof(int)), ("long", typeof(long)), ("int64", typeof(long)), ("uint", typeof(uint)), ("uint32", typeof(uint)),
        ("ulong", typeof(ulong)), ("uint64", typeof(ulong)), ("byte", typeof(byte)), ("short", typeof(short)), ("ushort", typeof(ushort)),
        ("string", typeof(string)), ("char", typeof(char)), ("bool", typeof(bool)), ("double", typeof(double)), ("decimal", typeof(decimal)), ("float", typeof(float)),
        ("datetime", typeof(DateTime)), ("timespan", typeof(TimeSpan)), ("guid", typeof(Guid)), ("version", typeof(Version)), ("math", typeof(Math)),
        ("array", typeof(Array)), ("hashtable", typeof(Hashtable)), ("object", typeof(object)), ("regex", typeof(System.Text.RegularExpressions.Regex)),
        ("pscustomobject", typeof(PSObject)), ("psobject", typeof(PSObject)), ("scriptblock", typeof(ScriptBlock)), ("switch", typeof(SwitchParameter)),
        ("type", typeof(Type)), ("void", typeof(void)), ("ordered", typeof(System.Collections.Specialized.OrderedDictionary)), ("exception", typeof(Exception)),
        ("environment", typeof(Environment)), ("io.path", typeof(System.IO.Path)), ("io.file", typeof(System.IO.File)), ("convert", typeof(Convert)),
    }.ToDictionary(pair => pair.Name, pair => pair.Type, StringComparer.OrdinalIgnoreCase);

    private static readonly string[] s_custom = ["System.Management.Automation.PSCustomObject", "System.Object"];
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, List<string>> s_names = new();

    public static Type? Find(string name, Session session)
    {
        if (name.EndsWith("[]", StringComparison.Ordinal)) return Find(name[..^2], session)?.MakeArrayType();
        if (s_short.TryGetValue(name, out var known)) return known;
        foreach (var assembly in session.TypeAssemblies())
            if ((assembly.GetType(name, false, true) ?? assembly.GetType("System." + name, false, true)) is { IsVisible: true } found) return found;
        return null;
    }

    public static string Short(Type type)
    {
        if (type.IsArray) return Short(type.GetElementType()!) + "[]";
        if (type.IsGenericType) return (type.GetGenericTypeDefinition().FullName ?? type.Name).Split('`')[0] + "[" + string.Join(",", type.GetGenericArguments().Select(Short)) + "]";
        foreach (var (name, known) in s_short)
            if (known == type && name is not ("psobject" or "environment" or "convert" or "io.path" or "io.file" or "exception" or "object" or "type")) return name == "int32" ? "int" : name;
        return type == typeof(object) ? "System.Object" : Full(type);
    }

    public static string Full(Type type) => type.IsGenericType && !type.IsGenericTypeDefinition
        ? (type.FullName ?? type.Name).Split('[')[0] + "[[" + string.Join("],[", Array.ConvertAll(type.GetGenericArguments(), t => t.AssemblyQualifiedName)) + "]]"
        : type.FullName ?? type.Name;

    private static List<string> Chain(Type? type)
    {
        var names = new List<string>();
        for (; type is not null; type = type.BaseType) names.Add(type.FullName ?? type.Name);
        return names;
    }

    /// <summary>The names by which views and members of an object are found, the most special first.</summary>
    public static IReadOnlyList<string> Of(object? value)
    {
        if (value is PSObject { OwnTypeNames: { } own }) return own;
        return Value.Base(value) switch { null => [], PSObject => s_custom, { } target => s_names.GetOrAdd(target.GetType(), static type => Chain(type)) };
    }
}
