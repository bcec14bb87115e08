using System.Collections.Concurrent;

namespace KlpShell.Engine;

/// <summary>Reads, writes and lists the properties of anything, by name and without regard to case.</summary>
internal static class Members
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, PSProperty>> s_dotnet = new();

    /// <summary>Declared order, a derived type's own properties first, as Get-Member and Format-List show them.</summary>
    private static Dictionary<string, PSProperty> Table(Type type) => s_dotnet.GetOrAdd(type, static type =>
    {
        var table = new Dictionary<string, PSProperty>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike) table.TryAdd(property.Name, new PSProperty(property, null));
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Instance)) table.TryAdd(field.Name, new PSProperty(field, null));
        return table;
    });

    public static PSPropertyInfo? Find(object? value, string name)
    {
        if ((value as PSObject)?.Note(name) is { } note) return note;
        if (Value.Base(value) is not { } target) return null;
        return target is not PSObject && Table(target.GetType()).TryGetValue(name, out var property) ? property.For(target) : null;
    }

    public static IEnumerable<PSPropertyInfo> All(object? value)
    {
        if ((value as PSObject)?.Notes is { } notes)
            foreach (var note in notes) yield return note;
        if (Value.Base(value) is not { } target) yield break;
        if (target is not PSObject)
            foreach (var property in Table(target.GetType()).Values) yield return property.For(target);
    }

    public static object? Get(object? value, string name)
    {
        if (TryGet(value, name, out var result)) return result;
        var target = Value.Base(value);
        if (target is not (null or PSObject or IDictionary) && Methods.Exists(target.GetType(), name)) throw new RuntimeException($"'{name}' is a method: call it with parentheses.").With("MethodAsProperty", ErrorCategory.InvalidOperation, name);
        if (name.Equals("Count", StringComparison.OrdinalIgnoreCase) || name.Equals("Length", StringComparison.OrdinalIgnoreCase)) return target is null ? 0 : 1;
        return null;
    }

    public static bool TryGet(object? value, string name, out object? result)
    {
        result = null;
        var target = Value.Base(value);
        if (target is null) return false;
        if (target is IDictionary map && map.Contains(name)) result = map[name];
        else if (Find(value, name) is { } property) result = property.Value;
        else if (target is ICollection counted && name.Equals("Count", StringComparison.OrdinalIgnoreCase)) result = counted.Count;
        else return Value.Items(target) is { } items && OfItems(items, name, out result);
        return true;
    }

    // A collection that has no such member answers with those of its items.
    private static bool OfItems(IEnumerable items, string name, out object? result)
    {
        var all = new List<object?>();
        var any = false;
        foreach (var item in items)
            if (TryGet(item, name, out var one))
            {
                any = true;
                Value.Unroll(one, all.Add);
            }
            else if (Value.Base(item) is PSObject or IDictionary)
            {
                any = true;
                all.Add(null);
            }
        result = any ? Value.Collapse(all) : null;
        return any;
    }

    public static bool TrySet(object value, string name, object? newValue)
    {
        if (Value.Base(value) is IDictionary map) map[name] = newValue;
        else if (Find(value, name) is { } property) property.Value = newValue;
        else return false;
        return true;
    }
}
