using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Drive;

/// <content>Files and directories: looking at them, and writing to one.</content>
public sealed partial class KlpProvider
{
    /// <inheritdoc/>
    protected override object GetItemDynamicParameters(string path) => new FileUserParameters();

    /// <inheritdoc/>
    protected override object GetChildItemsDynamicParameters(string path, bool recurse) => new FileListParameters();

    /// <inheritdoc/>
    protected override object GetChildNamesDynamicParameters(string path) => new FileListParameters();

    /// <inheritdoc/>
    protected override object SetItemDynamicParameters(string path, object value) => new FileWriteParameters();

    // Cmdlets that take parameters of this drive ask for the file themselves: so that the error that comes of it is the kernel's, with its errno.
    /// <inheritdoc/>
    protected override bool ItemExists(string path) => DynamicParameters is FileUserParameters || (DynamicParameters is FileChangeParameters change && change.Means(Plain(path))) || Test(path, static _ => true);

    /// <inheritdoc/>
    protected override bool IsItemContainer(string path) => Test(path, static node => node.IsDirectory);

    // Remove-Item would ask whether what is in a directory is to go with it: nothing goes.
    /// <inheritdoc/>
    protected override bool HasChildItems(string path) => !(DynamicParameters is FileChangeParameters change && change.IsAmong(Plain(path))) && Test(path, static node => node.Count > 0);

    /// <inheritdoc/>
    protected override void GetItem(string path) => Guard(() => Write(Info(Plain(path))));

    /// <inheritdoc/>
    protected override void GetChildItems(string path, bool recurse) => List(path, recurse ? uint.MaxValue : 0);

    /// <inheritdoc/>
    protected override void GetChildItems(string path, bool recurse, uint depth) => List(path, recurse ? depth : 0);

    /// <inheritdoc/>
    protected override void GetChildNames(string path, ReturnContainers returnContainers) => Guard(() =>
    {
        foreach (KernelFileInfo child in Children(Plain(path)))
        {
            if (IsWanted(child) || (child.IsDirectory && returnContainers == ReturnContainers.ReturnAllContainers)) WriteItemObject(child.Name, child.FullName, child.IsDirectory);
        }
    });

    /// <inheritdoc/>
    protected override void SetItem(string path, object value) => Guard(() =>
    {
        string plain = Plain(path);
        KernelHandle handle = Handle ?? throw Failure.Of("NoKernel", plain);
        bool noNewline = DynamicParameters is FileWriteParameters { NoNewline.IsPresent: true };
        if (!Agreed(handle, plain, "Write to file", plain, kernel => kernel.WriteFile(plain, KlpContentWriter.Data(new object?[] { value }, noNewline), UserId))) return;
        using KlpContentWriter writer = new(this, handle, plain, UserId, noNewline);
        writer.Write(new List<object?> { value });
    });

    private KernelFileInfo Info(string path) => Look($"Can't look at '{path}'", path, (_, node) => FileProjection.Of(Handle!.Name, node));

    private List<KernelFileInfo> Children(string path) => Look($"Can't list '{path}'", path, (kernel, node) => FileProjection.Children(Handle!.Name, kernel, node));

    private void List(string path, uint depth) => Guard(() =>
    {
        KernelFileInfo info = Info(Plain(path));
        if (info.IsDirectory) Walk(info.FullName, depth);
        else if (IsWanted(info)) Write(info);
    });

    private void Walk(string path, uint depth)
    {
        List<KernelFileInfo> children = Children(path);
        foreach (KernelFileInfo child in children)
        {
            if (Stopping) return;
            if (IsWanted(child)) Write(child);
        }

        // What has gone since it was listed is passed over, as find does it.
        foreach (KernelFileInfo child in children)
        {
            if (child.IsDirectory && depth > 0 && !Stopping && IsItemContainer(child.FullName)) Walk(child.FullName, depth - 1);
        }
    }

    private bool IsWanted(KernelFileInfo child) => (string.IsNullOrEmpty(Filter) || new NamePattern(Filter).IsMatch(child.Name))
        && (DynamicParameters is not FileListParameters list || ((!list.Directory || child.IsDirectory) && (!list.File || !child.IsDirectory)));

    private void Write(KernelFileInfo info) => WriteItemObject(info, info.FullName, info.IsDirectory);
}
