using System.Text;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Sysfs;

/// <summary>Files that are bound to functions: reading one is a call of its show function, by way of that function's text.</summary>
internal static class BoundFiles
{
    private static readonly FileOperations s_readable = new(Show);
    private static readonly FileOperations s_writable = new(null, Store);
    private static readonly FileOperations s_both = new(Show, Store);

    public static void Add(FileTree files, FileDefinition file, Module? module)
    {
        int slash = file.Path.LastIndexOf('/');
        FileNode directory = files.Directory(file.Path[..slash]);
        if (directory.Child(file.Path[(slash + 1)..]) is not null) return;
        FileOperations operations = file.Store is null ? s_readable : file.Show is null ? s_writable : s_both;
        directory.AddFile(file.Path[(slash + 1)..], file.Mode, operations, new FileBinding(file, module?.Name));
    }

    public static void Remove(FileTree files, FileDefinition file)
    {
        if (!files.Find(file.Path, out FileNode? node).Succeeded) return;
        FileNode? directory = node!.Parent;
        node.Remove();
        if (directory is { Count: 0, Parent.Parent: not null }) directory.Remove();
    }

    private static Status Show(Kernel kernel, FileNode node, KernelTask task, StringBuilder output)
    {
        FileBinding binding = (FileBinding)node.Subject!;
        task.SeqFile = output;
        long value = kernel.RunToEnd(task, binding.Address(kernel, binding.File.Show!)).Number;
        task.SeqFile = null;
        return value < 0 ? Status.Refused((Errno)(-value), Refusal.ModuleCallFailed, node.Path) : Status.Ok;
    }

    private static Status Store(Kernel kernel, FileNode node, KernelTask task, string data)
    {
        FileBinding binding = (FileBinding)node.Subject!;
        long value = kernel.RunToEnd(task, binding.Address(kernel, binding.File.Store!), data).Number;
        return value < 0 ? Status.Refused((Errno)(-value), Refusal.ModuleCallFailed, node.Path) : Status.Ok;
    }
}
