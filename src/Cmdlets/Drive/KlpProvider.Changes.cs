using System;
using System.Management.Automation;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;
using KlpShell.Session;

namespace KlpShell.Drive;

/// <content>
/// What would change the tree: only the kernel does that, so that these end in the errno that mkdir, touch, rm, mv and cp get. -WhatIf gives
/// the same error, for nothing else would happen. Copying onto a file that is there writes to it.
/// </content>
public sealed partial class KlpProvider
{
    /// <inheritdoc/>
    protected override object NewItemDynamicParameters(string path, string itemTypeName, object newItemValue) => new FileChangeParameters(Plain(path), copies: false);

    /// <inheritdoc/>
    protected override object RemoveItemDynamicParameters(string path, bool recurse) => new FileChangeParameters(Plain(path), copies: false);

    /// <inheritdoc/>
    protected override object RenameItemDynamicParameters(string path, string newName) => new FileChangeParameters(Plain(path), copies: false);

    /// <inheritdoc/>
    protected override object MoveItemDynamicParameters(string path, string destination) => new FileChangeParameters(Plain(path), copies: false);

    /// <inheritdoc/>
    protected override object CopyItemDynamicParameters(string path, string destination, bool recurse) => new FileChangeParameters(Plain(path), copies: true);

    /// <inheritdoc/>
    protected override object ClearItemDynamicParameters(string path) => new FileUserParameters();

    /// <inheritdoc/>
    protected override void NewItem(string path, string itemTypeName, object newItemValue) =>
        Refuse("make", path, (files, plain) => "directory".StartsWith(itemTypeName ?? "file", StringComparison.OrdinalIgnoreCase) ? files.RefuseChange(plain, create: true) : files.RefuseFile(plain));

    /// <inheritdoc/>
    protected override void RemoveItem(string path, bool recurse) => Refuse("remove", path, static (files, plain) => files.RefuseChange(plain, create: false));

    /// <inheritdoc/>
    protected override void RenameItem(string path, string newName) => Refuse("rename", path, (files, plain) => files.RefuseMove(plain, $"{plain[..(plain.LastIndexOf('/') + 1)]}{newName}"));

    /// <inheritdoc/>
    protected override void MoveItem(string path, string destination) => Refuse("move", path, (files, plain) => files.RefuseMove(plain, Below(files, Plain(destination), plain)));

    /// <inheritdoc/>
    protected override void CopyItem(string path, string copyPath, bool recurse) => Guard(() =>
    {
        string plain = Plain(path);
        KernelHandle handle = Handle ?? throw Failure.Of("NoKernel", plain);
        string target = handle.Use(kernel => Below(kernel.Files, Plain(copyPath), plain));
        string attempt = $"Can't copy '{plain}' to '{target}'";
        bool isThere = handle.Use(kernel =>
        {
            Status status = kernel.Files.Find(plain, out FileNode? node);
            bool there = kernel.Files.Find(target, out _).Succeeded;
            if (status.Succeeded && node!.IsDirectory) status = kernel.Files.RefuseChange(target, create: true);
            else if (status.Succeeded && !there) status = kernel.Files.RefuseFile(target);
            return status.Succeeded ? there : throw Failure.Of(attempt, status, plain, []);
        });
        if (!isThere || !Agreed(handle, $"{plain} to {target}", "Copy file", target, kernel => Copy(kernel, plain, target))) return;
        EntranceResult copied = handle.Enter(kernel => Copy(kernel, plain, target), () => Stopping);
        if (!copied.Succeeded) throw Failure.Of(attempt, copied, plain);
    });

    /// <inheritdoc/>
    protected override void ClearItem(string path) => ClearContent(path);

    /// <summary>Running a file: none of these may be executed.</summary>
    protected override void InvokeDefaultAction(string path) => Guard(() =>
    {
        string plain = Plain(path);
        throw Failure.Of($"Can't run '{plain}'", Look($"Can't run '{plain}'", plain, static (_, node) => Status.Refused(Errno.EACCES, Refusal.AccessDenied, node.Path)), plain, []);
    });

    private static EntranceResult Copy(Kernel kernel, string from, string to)
    {
        EntranceResult read = kernel.ReadFile(from);
        return read.Succeeded ? kernel.WriteFile(to, read.Output) : read;
    }

    // As mv and cp have it: into a directory, under its own name.
    private static string Below(FileTree files, string target, string plain) =>
        files.Find(target, out FileNode? node).Succeeded && node!.IsDirectory ? $"{target.TrimEnd('/')}/{plain[(plain.LastIndexOf('/') + 1)..]}" : target;

    private void Refuse(string verb, string path, Func<FileTree, string, Status> refuse) => Guard(() =>
    {
        string plain = Plain(path);
        KernelHandle handle = Handle ?? throw Failure.Of("NoKernel", plain);
        throw Failure.Of($"Can't {verb} '{plain}'", handle.Use(kernel => refuse(kernel.Files, plain)), plain, []);
    });

    /// <summary>Asks whether to do something. Under -WhatIf it is tried on a clone, and the error is written that would come of it.</summary>
    private bool Agreed(KernelHandle handle, string target, string action, string path, Func<Kernel, EntranceResult> change)
    {
        if (ShouldProcess($"Performing the operation \"{action}\" on target \"{Internal.Text.Visible(target)}\".", $"{action} {Internal.Text.Visible(target)}?", "Confirm", out ShouldProcessReason reason)) return true;
        if (!reason.HasFlag(ShouldProcessReason.WhatIf)) return false;
        EntranceResult result = change(handle.Use(static kernel => kernel.CloneToRehearse()));
        if (result.Status.Errno != Errno.None) throw Failure.Of($"Can't write to '{path}'", result, path);
        return false;
    }
}
