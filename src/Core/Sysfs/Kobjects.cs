using System;
using KlpShell.Core.Faults;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Sysfs;

/// <summary>Makes directories for kobjects, and complains as the 3.19 kernel does when that fails (lib/kobject.c, fs/sysfs/dir.c).</summary>
internal sealed class Kobjects(Kernel kernel)
{
    /// <summary>kobject_init_and_add. Initialising an object twice is noticed and logged, and then done all the same.</summary>
    /// <param name="kobject">The object.</param>
    /// <param name="parent">The directory to make it in.</param>
    /// <param name="name">The directory's name; a slash in it becomes an exclamation mark.</param>
    /// <param name="subject">What the directory stands for.</param>
    /// <param name="address">The address that a complaint prints.</param>
    /// <param name="task">The task that does it.</param>
    public Status InitAndAdd(Kobject kobject, FileNode parent, string name, object subject, ulong address, KernelTask task)
    {
        if (kobject.Initialized)
        {
            kernel.Log.Write(LogLevel.Error, $"kobject ({address:x16}): tried to init an initialized object, something is seriously wrong.");

            // Its name has been freed once already, and will be freed again.
            if (kobject.Node is { Removed: true }) kernel.Corrupted = true;
        }

        kobject.Initialized = true;
        kobject.InSysfs = false;
        Status status = Add(parent, name, subject, address, task, out FileNode? node);
        if (!status.Succeeded) return status;
        kobject.Node = node;
        kobject.InSysfs = true;
        return Status.Ok;
    }

    /// <summary>kobject_create_and_add: null for any failure, whose cause only the log knows.</summary>
    public Kobject? CreateAndAdd(FileNode parent, string name, object subject, KernelTask task)
    {
        Kobject kobject = new();
        Status status = InitAndAdd(kobject, parent, name, subject, 0xffff88001d000000, task);
        if (status.Succeeded) return kobject;
        kernel.Log.Write(LogLevel.Warning, $"kobject_create_and_add: kobject_add error: {status.ReturnValue}");
        return null;
    }

    private Status Add(FileNode parent, string name, object subject, ulong address, KernelTask task, out FileNode? node)
    {
        node = null;
        if (kernel.Fails(FaultPoint.KobjectName) is not Errno.None and var fault)
        {
            kernel.Log.Write(LogLevel.Error, "kobject: can not set name properly!");
            return Status.Refused(fault, Refusal.OutOfMemory, name);
        }

        if (kernel.Refuses(name.Length == 0, Refusal.EmptySysfsName, name))
        {
            kernel.Warn(task, "lib/kobject.c:209 kobject_add_internal+0x27c/0x2a0()", $"kobject: ({address:x16}): attempted to be registered with empty name!");
            return Status.Refused(Errno.EINVAL, Refusal.EmptySysfsName);
        }

        node = new FileNode(name.Replace('/', '!'), 0x1ED, null, subject);
        if (!kernel.Refuses(!parent.TryAdd(node), Refusal.DuplicateSysfsName, node.Name)) return Status.Ok;
        string path = parent.Path.Replace("/sys/", "/", StringComparison.Ordinal);
        kernel.Warn(task, "fs/sysfs/dir.c:30 sysfs_warn_dup+0x64/0x80()", $"sysfs: cannot create duplicate filename '{path}/{node.Name}'");
        kernel.Warn(
            task,
            "lib/kobject.c:237 kobject_add_internal+0x1eb/0x2a0()",
            $"kobject_add_internal failed for {node.Name} with -EEXIST, don't try to register things with the same name in the same directory.");
        string taken = node.Name;
        node = null;
        return Status.Refused(Errno.EEXIST, Refusal.DuplicateSysfsName, taken);
    }
}
