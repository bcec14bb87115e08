using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace KlpShell.Core.ModuleFiles.Comparing;

/// <summary>Compares two builds of a module, part by part.</summary>
public static class ModuleComparer
{
    /// <summary>The differences, by kind and name.</summary>
    /// <param name="reference">The first build.</param>
    /// <param name="difference">The second build.</param>
    /// <param name="release">By whose structures they are read.</param>
    public static ImmutableArray<ModuleChange> Compare(ModuleFile reference, ModuleFile difference, Release release)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(difference);
        SortedDictionary<(ModulePartKind, string), ModulePart> before = ModuleParts.Of(reference, release);
        SortedDictionary<(ModulePartKind, string), ModulePart> after = ModuleParts.Of(difference, release);
        ImmutableArray<ModuleChange>.Builder changes = ImmutableArray.CreateBuilder<ModuleChange>();
        SortedSet<(ModulePartKind, string)> keys = new(before.Keys, before.Comparer);
        keys.UnionWith(after.Keys);
        foreach ((ModulePartKind, string) key in keys)
        {
            ModulePart? old = before.GetValueOrDefault(key);
            ModulePart? now = after.GetValueOrDefault(key);
            if (old == now) continue;
            ModuleChangeKind kind = old is null ? ModuleChangeKind.Added : now is null ? ModuleChangeKind.Removed : old.Size != now.Size ? ModuleChangeKind.Resized : ModuleChangeKind.Changed;
            changes.Add(new ModuleChange(kind, old, now));
        }

        return changes.ToImmutable();
    }
}
