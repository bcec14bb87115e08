namespace KlpShell.Engine;

/// <summary>$a[i] for arrays (from the end too, several at once), maps and strings; past the end there is nothing.</summary>
internal static class Indexer
{
    public static object? Get(object? owner, object? key)
    {
        var target = Value.Base(owner) ?? throw new RuntimeException("Cannot index into a null array.").With("NullArray", ErrorCategory.InvalidOperation);
        var index = Value.Base(key);
        if (target is IDictionary map && index is not Array) return index is null ? null : map is System.Collections.Specialized.OrderedDictionary ordered && index is int at ? ordered[at] : map[index];
        if (Value.Items(index) is { } many)
        {
            var list = new List<object?>();
            foreach (var one in many)
                if (target is IDictionary || InRange(target, one)) list.Add(Get(target, one));
            return list.ToArray();
        }
        if (target is string text) return Place(index, text.Length) is { } at2 ? text[at2] : null;
        if (target is IList items) return Place(index, items.Count) is { } at3 ? items[at3] : null;
        if (target.GetType().GetProperty("Item", [index?.GetType() ?? typeof(object)]) is { } indexer) return indexer.GetValue(target, [index]);
        if (index is 0 or -1) return target;
        throw new RuntimeException($"Unable to index into an object of type \"{TypeNames.Full(target.GetType())}\".").With("CannotIndex", ErrorCategory.InvalidOperation);
    }

    public static void Set(object? owner, object? key, object? value)
    {
        var index = Value.Base(key);
        switch (Value.Base(owner))
        {
            case IDictionary map: map[index!] = value; break;
            case IList items when Place(index, items.Count) is { } at: items[at] = items.GetType().GetElementType() is { } type && items is Array ? Converter.Convert(value, type) : value; break;
            case IList: throw new RuntimeException("Index was outside the bounds of the array.").With("System.IndexOutOfRangeException", ErrorCategory.OperationStopped);
            case null: throw new RuntimeException("Cannot index into a null array.").With("NullArray", ErrorCategory.InvalidOperation);
            case { } other: throw new RuntimeException($"Unable to index into an object of type {TypeNames.Full(other.GetType())}.").With("CannotIndex", ErrorCategory.InvalidOperation);
        }
    }

    private static bool InRange(object target, object? index) => target switch { string text => Place(index, text.Length) is not null, IList items => Place(index, items.Count) is not null, _ => true };

    private static int? Place(object? index, int count)
    {
        var at = Converter.To<int>(index);
        if (at < 0) at += count;
        return at >= 0 && at < count ? at : null;
    }
}
