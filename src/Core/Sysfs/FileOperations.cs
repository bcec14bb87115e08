using System.Text;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Sysfs;

/// <summary>What reading and writing a file do. Holds no state, so that clones share it.</summary>
/// <param name="Show">Appends what the file says; null for a file that can't be read.</param>
/// <param name="Store">Takes what was written; null for a file that can't be written.</param>
internal sealed record FileOperations(FileOperations.ShowHandler? Show, FileOperations.StoreHandler? Store = null)
{
    /// <summary>The size that stat shows: a page for a sysfs attribute, nothing for proc.</summary>
    public long Size { get; init; }

    /// <summary>True where even root needs a show or store function behind the open (kernfs).</summary>
    public bool Strict { get; init; }

    /// <summary>What opening it to be written anew does (O_TRUNC); null where that is nothing.</summary>
    public TruncateHandler? Truncate { get; init; }

    /// <summary>How many characters of what is written one call takes, once it has succeeded; null for all.</summary>
    public System.Func<string, int>? Takes { get; init; }

    /// <summary>Takes away what there was.</summary>
    public delegate Status TruncateHandler(Kernel kernel, FileNode node, KernelTask task);

    /// <summary>Appends what the file says.</summary>
    public delegate Status ShowHandler(Kernel kernel, FileNode node, KernelTask task, StringBuilder output);

    /// <summary>Takes what was written.</summary>
    public delegate Status StoreHandler(Kernel kernel, FileNode node, KernelTask task, string data);

    /// <summary>An attribute in sysfs.</summary>
    public static FileOperations Attribute(ShowHandler? show, StoreHandler? store = null) => new(show, store) { Size = 4096, Strict = true };
}
