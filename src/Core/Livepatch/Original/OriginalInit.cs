using System;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;

namespace KlpShell.Core.Livepatch.Original;

/// <summary>Registration in the original era: directories, relocations, addresses (klp_init_patch and what it calls, kernel/livepatch/core.c).</summary>
internal sealed class OriginalInit(Kernel kernel)
{
    public const string RootPath = "/sys/kernel/livepatch";

    /// <summary>klp_init_patch, under klp_mutex.</summary>
    public Status InitPatch(KlpPatch patch, KernelTask task)
    {
        // The state falls before anything can fail: registering an enabled patch again makes it read 0 while its code still runs.
        patch.State = KlpState.Disabled;
        Kobjects kobjects = new(kernel);
        Status status = kobjects.InitAndAdd(patch.Kobject, kernel.Files.Directory(RootPath), patch.Module!.Name, patch, patch.Owner.Base, task);
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

    private static void FreeFunctions(KlpObject obj, int limit)
    {
        for (int i = 0; i < limit; i++) Put(obj.Functions[i].Kobject);
    }

    private Status InitObject(KlpPatch patch, KlpObject obj, Kobjects kobjects, KernelTask task)
    {
        obj.State = KlpState.Disabled;
        FindModule(kernel, obj);
        obj.Kobject = kobjects.CreateAndAdd(patch.Kobject.Node!, obj.DisplayName(), obj, task);
        if (obj.Kobject is null) return Status.Refused(Errno.ENOMEM, Refusal.ObjectDirectoryFailed, obj.DisplayName());
        Status status = Status.Ok;
        int done = 0;
        while (status.Succeeded && done < obj.Functions.Count)
        {
            status = InitFunc(obj, (OriginalFunc)obj.Functions[done], kobjects, task);
            if (status.Succeeded) done++;
        }

        if (status.Succeeded && obj.IsLoaded) status = InitLoadedObject(patch, obj);
        if (status.Succeeded) return status;
        FreeFunctions(obj, done);
        Put(obj.Kobject);
        return status;
    }

    private static Status InitFunc(KlpObject obj, OriginalFunc func, Kobjects kobjects, KernelTask task)
    {
        func.Ops = new OriginalOps(func);
        func.State = KlpState.Disabled;

        // The name is handed over as a format: a doubled percent sign comes out single.
        string name = func.OldName.Replace("%%", "%", StringComparison.Ordinal);
        return kobjects.InitAndAdd(func.Kobject, obj.Kobject!.Node!, name, func, func.Object.Patch.Owner.Base, task);
    }

    /// <summary>klp_find_object_module.</summary>
    public static void FindModule(Kernel kernel, KlpObject obj)
    {
        if (obj.IsModule) obj.Module = kernel.Modules.Find(obj.Name!);
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
            OriginalCore.Touch(patch);
            output.Append((int)patch.State).Append('\n');
            return Status.Ok;
        },
        static (kernel, node, task, data) => ((OriginalCore)kernel.Livepatch).StoreEnabled((KlpPatch)node.Subject!, data, task));
}
