using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;

namespace KlpShell.Core.Livepatch;

/// <summary>
/// Registration: directories, relocations, addresses (klp_init_patch and what it calls, kernel/livepatch/core.c). What differs
/// between the cores that register is how a function's directory is named and which modules count as loaded.
/// </summary>
internal abstract class Registration(Kernel kernel)
{
    /// <summary>The kernel.</summary>
    protected Kernel Kernel => kernel;

    /// <summary>klp_init_patch, under klp_mutex.</summary>
    public Status InitPatch(KlpPatch patch, KernelTask task)
    {
        // The state falls before anything can fail: registering an enabled patch again makes it read 0 while its code still runs.
        patch.State = KlpState.Disabled;
        Kobjects kobjects = new(kernel);
        Status status = kobjects.InitAndAdd(patch.Kobject, kernel.Files.Directory(LivepatchCore.RootPath), patch.Module!.Name, patch, patch.Owner.Base, task);
        if (!status.Succeeded) return status;
        patch.Kobject.Node!.AddFile("enabled", 0x1A4, s_enabled, patch);
        foreach (KlpObject obj in patch.EachObject())
        {
            status = InitObject(patch, obj, kobjects, task);
            if (status.Succeeded) continue;
            FreeObjects(patch, obj);
            Put(patch.Kobject);
            return status;
        }

        return Status.Ok;
    }

    /// <summary>klp_init_object_loaded: the relocations, one by one, and then the addresses. What was written before a failure stays written.</summary>
    public Status InitLoadedObject(KlpPatch patch, KlpObject obj)
    {
        if (!obj.Definition.Relocations.IsDefault)
        {
            Status status = new RelocationWriter(kernel).Write(patch.Module!, obj);
            if (!status.Succeeded) return status;
        }

        foreach (KlpFunc func in obj.Functions)
        {
            Status status = FindAddress(obj, func);
            if (!status.Succeeded) return status;
        }

        return Status.Ok;
    }

    /// <summary>Frees the directories of the objects before a limit; null for all (klp_free_objects_limited).</summary>
    public static void FreeObjects(KlpPatch patch, KlpObject? limit)
    {
        foreach (KlpObject obj in patch.EachObject())
        {
            if (obj == limit) return;
            FreeFunctions(obj, obj.Functions.Count);
            if (obj.Kobject is not null) Put(obj.Kobject);
        }
    }

    /// <summary>kobject_put: the last reference takes the directory with it, where the object still believes that it has one.</summary>
    public static void Put(Kobject kobject)
    {
        if (kobject.InSysfs) kobject.Node?.Remove();
        kobject.InSysfs = false;
    }

    /// <summary>klp_find_object_module.</summary>
    public abstract void FindModule(KlpObject obj);

    /// <summary>Readies a function for its directory, and gives the directory's name.</summary>
    protected abstract Status Prepare(KlpFunc func, out string name);

    private static void FreeFunctions(KlpObject obj, int limit)
    {
        for (int i = 0; i < limit; i++) Put(obj.Functions[i].Kobject);
    }

    private Status InitObject(KlpPatch patch, KlpObject obj, Kobjects kobjects, KernelTask task)
    {
        obj.State = KlpState.Disabled;
        FindModule(obj);
        obj.Kobject = kobjects.CreateAndAdd(patch.Kobject.Node!, obj.DisplayName(), obj, task);
        if (kernel.Refuses(obj.Kobject is null, Refusal.ObjectDirectoryFailed, obj.DisplayName())) return Status.Refused(Errno.ENOMEM, Refusal.ObjectDirectoryFailed, obj.DisplayName());
        Status status = Status.Ok;
        int done = 0;
        while (status.Succeeded && done < obj.Functions.Count)
        {
            KlpFunc func = obj.Functions[done];
            status = Prepare(func, out string name);
            if (!status.Succeeded) break;
            func.State = KlpState.Disabled;
            status = kobjects.InitAndAdd(func.Kobject, obj.Kobject!.Node!, name, func, patch.Owner.Base, task);
            if (status.Succeeded) done++;
        }

        if (status.Succeeded && obj.IsLoaded) status = InitLoadedObject(patch, obj);
        if (status.Succeeded) return status;
        FreeFunctions(obj, done);
        Put(obj.Kobject!);
        return status;
    }

    private Status FindAddress(KlpObject obj, KlpFunc func)
    {
        if (kernel.Definition.Kaslr) func.OldAddress = 0;
        SymbolLookup lookup = new(kernel);
        if (func.OldAddress != 0 && !obj.IsModule) return lookup.Verify(func.OldName, func.OldAddress);
        Status status = lookup.Find(obj.Name, func.OldName, out ulong address);
        func.OldAddress = address;
        return status;
    }

    private static readonly FileOperations s_enabled = FileOperations.Attribute(
        static (_, node, _, output) =>
        {
            KlpPatch patch = (KlpPatch)node.Subject!;
            LivepatchCore.Touch(patch);
            output.Append((int)patch.State).Append('\n');
            return Status.Ok;
        },
        static (kernel, node, task, data) => ((RegisteringCore)kernel.Livepatch).StoreEnabled((KlpPatch)node.Subject!, data, task));
}
