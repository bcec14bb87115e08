using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using KlpShell.Core.Abi;
using KlpShell.Manifests.Keys;

namespace KlpShell.Manifests.Writing;

/// <summary>Writes entries of the ABI.</summary>
internal static class AbiWriter
{
    /// <summary>A document of kind Abi.</summary>
    public static YamlMap Write(string name, ImmutableArray<AbiEntry> entries) =>
        new YamlMap().Put("kind", "Abi").Text("name", name).Put("entries", new List<object>(entries.Select(Entry)));

    /// <summary>One entry.</summary>
    public static YamlMap Entry(AbiEntry entry)
    {
        YamlMap map = new();
        if (entry.What.Length == 1) map.Text("what", entry.What[0]);
        else map.Texts("what", entry.What);
        map.Put("level", Words.AbiLevel.WordFor((int)entry.Level));
        map.Text("date", entry.Date, "").Text("kernel_version", entry.KernelVersion, "");
        return map.Texts("contact", entry.Contact).Text("description", entry.Description, "").Texts("users", entry.Users);
    }
}
