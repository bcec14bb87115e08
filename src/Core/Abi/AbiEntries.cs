using System.Linq;

namespace KlpShell.Core.Abi;

/// <summary>What is asked of an entry again and again.</summary>
public static class AbiEntries
{
    /// <summary>Its first name; empty when it has none.</summary>
    public static string Name(AbiEntry entry) => entry.What.IsDefaultOrEmpty ? "" : entry.What[0];

    /// <summary>The line of a field in the entry's file, else of the entry; 0 where there is no file.</summary>
    public static int LineOf(AbiEntry entry, AbiFieldKind kind)
    {
        AbiField? field = entry.Source?.Fields.LastOrDefault(f => f.Kind == kind);
        return field?.Line ?? entry.Line;
    }

    /// <summary>Whether two entries say the same, wherever they stand: names, level and every field.</summary>
    public static bool SameContent(AbiEntry one, AbiEntry other) =>
        one.Level == other.Level && one.Date == other.Date && one.KernelVersion == other.KernelVersion && one.Description == other.Description
        && one.What.SequenceEqual(other.What) && one.Contact.SequenceEqual(other.Contact) && one.Users.SequenceEqual(other.Users);
}
