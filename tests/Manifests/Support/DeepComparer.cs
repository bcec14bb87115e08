using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using KlpShell.Core.Symbols;
using Xunit;

namespace KlpShell.Manifests.Tests.Support;

/// <summary>Compares definitions by all that they hold: records compare immutable arrays by reference only.</summary>
internal static class DeepComparer
{
    public static void Equal(object? expected, object? actual, string path = "")
    {
        if (ReferenceEquals(expected, actual)) return;
        Assert.True(expected is not null && actual is not null, $"{path}: {expected ?? "null"} and {actual ?? "null"}");
        Type type = expected!.GetType();
        Assert.True(type == actual!.GetType(), $"{path}: {type} and {actual.GetType()}");
        if (expected is SymbolTable or TraceableSet)
        {
            Assert.Equal(Lines(expected), Lines(actual));
            return;
        }

        if (type.IsPrimitive || type.IsEnum || expected is string or TimeSpan)
        {
            Assert.True(expected.Equals(actual), $"{path}: {expected} and {actual}");
            return;
        }

        if (type.IsGenericType && type.GetProperty("IsDefault") is { } isDefault)
        {
            bool missing = (bool)isDefault.GetValue(expected)!;
            Assert.True(missing == (bool)isDefault.GetValue(actual)!, $"{path}: one is not there");
            if (missing) return;
        }

        if (expected is IEnumerable list)
        {
            object?[] left = [.. list.Cast<object?>()];
            object?[] right = [.. ((IEnumerable)actual).Cast<object?>()];
            Assert.True(left.Length == right.Length, $"{path}: {left.Length} and {right.Length} items");
            for (int i = 0; i < left.Length; i++) Equal(left[i], right[i], $"{path}[{i}]");
            return;
        }

        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length > 0 || property.Name is "Line" or "Source" or "EqualityContract") continue;
            Equal(property.GetValue(expected), property.GetValue(actual), path + "." + property.Name);
        }
    }

    private static IEnumerable<string> Lines(object symbols) => symbols is SymbolTable table
        ? Enumerable.Range(0, table.Count).Select(i => $"{table[i]}")
        : ((TraceableSet)symbols).Functions.Select(i => $"{i}");
}
