using KlpShell.Core.Faults;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Sysfs;

/// <summary>Makes directories for kobjects, and complains as 6.x does when that fails (lib/kobject.c, fs/sysfs/dir.c).</summary>
internal sealed class LaterKobjects(Kernel kernel)
{
    /// <summary>kobject_init: doing it twice is noticed and logged, and done all the same.</summary>
    public void Init(Kobject kobject, ulong address)
    {
        if (kobject.Initialized)
        {
            kernel.Log.Write(LogLevel.Error, $"{kernel.SourceLines.KobjectPrefix}kobject ({address:x16}): tried to init an initialized object, something is seriously wrong.");

            // Its name is freed twice; and where it is listed still, the list no longer hangs together.
            if (kobject.Node is not null) kernel.Corrupted = true;
        }

        kobject.Initialized = true;
        kobject.InSysfs = false;
        kobject.Node = null;
    }

    /// <summary>kobject_add.</summary>
    /// <param name="kobject">The object.</param>
    /// <param name="parent">The directory to make it in.</param>
    /// <param name="name">The directory's name; a slash in it becomes an exclamation mark.</param>
    /// <param name="subject">What the directory stands for.</param>
    /// <param name="address">The address that a complaint prints.</param>
    /// <param name="task">The task that does it.</param>
    public Status Add(Kobject kobject, FileNode parent, string name, object subject, ulong address, KernelTask task)
    {
        if (kernel.Fails(FaultPoint.KobjectName) is not Errno.None and var fault)
        {
            kernel.Log.Write(LogLevel.Error, "kobject: can not set name properly!");
            return Status.Refused(fault, Refusal.OutOfMemory, name);
        }

        if (kernel.Refuses(name.Length == 0, Refusal.EmptySysfsName, name))
        {
            kernel.Warn(task, kernel.SourceLines.EmptyName, $"kobject: ({address:x16}): attempted to be registered with empty name!");
            return Status.Refused(Errno.EINVAL, Refusal.EmptySysfsName);
        }

        FileNode node = new(name.Replace('/', '!'), 0x1ED, null, subject);
        if (kernel.Fails(FaultPoint.SysfsDirectory) is not Errno.None and var memory)
        {
            kernel.Log.Write(LogLevel.Error, $"{kernel.SourceLines.KobjectPrefix}kobject_add_internal failed for {node.Name} (error: {-(int)memory} parent: {parent.Name})");
            return Status.Refused(memory, Refusal.OutOfMemory, name);
        }

        if (!kernel.Refuses(!parent.TryAdd(node), Refusal.DuplicateSysfsName, node.Name))
        {
            kobject.Node = node;
            kobject.InSysfs = true;
            return Status.Ok;
        }

        string path = parent.Path.Replace("/sys/", "/", System.StringComparison.Ordinal);
        kernel.Log.Write(LogLevel.Warning, $"sysfs: cannot create duplicate filename '{path}/{node.Name}'");
        kernel.Log.Write(LogLevel.Error, $"{kernel.SourceLines.KobjectPrefix}kobject_add_internal failed for {node.Name} with -EEXIST, don't try to register things with the same name in the same directory.");
        return Status.Refused(Errno.EEXIST, Refusal.DuplicateSysfsName, node.Name);
    }

    /// <summary>kobject_put: the last reference takes the directory with it.</summary>
    public static void Put(Kobject? kobject)
    {
        if (kobject is { InSysfs: true }) kobject.Node?.Remove();
        if (kobject is not null) kobject.InSysfs = false;
    }
}
