using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;

namespace KlpShell.Core.Hosts.Reading;

/// <summary>Reads /sys/kernel/livepatch: a folder for each patch, in it one for each object, in that one for each function.</summary>
internal sealed class LivepatchFolder(HostFileReader reader)
{
    private const string Root = "sys/kernel/livepatch";
    private int _directories;

    /// <summary>The patches by name; null where there is no such folder.</summary>
    public ImmutableArray<HostPatch>? Read()
    {
        if (reader.List(Root) is not { } names) return null;
        ImmutableArray<HostPatch>.Builder patches = ImmutableArray.CreateBuilder<HostPatch>();
        foreach (string name in Sorted(names))
        {
            string path = $"{Root}/{name}";
            if (IsFull()) break;
            if (Enter(path) is not { } entries) continue;
            patches.Add(ReadPatch(name, path, entries));
        }

        return patches.ToImmutable();
    }

    private HostPatch ReadPatch(string name, string path, IReadOnlyList<string> entries)
    {
        ImmutableSortedDictionary<string, string?>.Builder attributes = ImmutableSortedDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        ImmutableArray<HostObject>.Builder objects = ImmutableArray.CreateBuilder<HostObject>();
        foreach (string entry in Sorted(entries))
        {
            string below = $"{path}/{entry}";
            if (IsFull()) break;
            if (Enter(below) is { } inside) objects.Add(ReadObject(entry, below, inside));

            // Nobody can read it: it is there to be written.
            else attributes[entry] = entry == "force" ? null : reader.Short(below, $"{Root}/*/{entry}");
        }

        return new HostPatch(name, attributes.ToImmutable(), objects.ToImmutable());
    }

    private HostObject ReadObject(string name, string path, IReadOnlyList<string> entries)
    {
        bool? patched = null;
        ImmutableArray<HostFunction>.Builder functions = ImmutableArray.CreateBuilder<HostFunction>();
        foreach (string entry in Sorted(entries))
        {
            if (entry == "patched")
            {
                patched = reader.Short($"{path}/{entry}", $"{Root}/*/*/patched") switch { "0" => false, "1" => true, _ => null };
                continue;
            }

            if (IsFull()) break;
            _directories++;
            functions.Add(ReadFunction(entry));
        }

        return new HostObject(name, patched, functions.ToImmutable());
    }

    private static HostFunction ReadFunction(string name)
    {
        int comma = name.LastIndexOf(',');
        return comma > 0 && int.TryParse(name.AsSpan(comma + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int position)
            ? new HostFunction(name[..comma], position)
            : new HostFunction(name, 0);
    }

    private bool IsFull()
    {
        if (_directories < reader.Limits.Directories) return false;
        reader.Note(Root, $"there are more than {reader.Limits.Directories:N0} directories below it; the others are left out");
        return true;
    }

    private IReadOnlyList<string>? Enter(string path)
    {
        if (reader.List(path) is not { } entries) return null;
        _directories++;
        return entries;
    }

    private static List<string> Sorted(IReadOnlyList<string> names)
    {
        List<string> sorted = [.. names];
        sorted.Sort(StringComparer.Ordinal);
        return sorted;
    }
}
