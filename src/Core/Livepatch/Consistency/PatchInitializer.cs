using System.Collections.Generic;
using KlpShell.Core.Faults;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>Makes a patch ready to be enabled: directories, nops, relocations, addresses (klp_init_patch and what it calls, kernel/livepatch/core.c).</summary>
internal sealed class PatchInitializer(Kernel kernel, ConsistencyCore core)
{
    private const int ModuleNameLength = 56;
    private const int SymbolNameLength = 512;

    private readonly LaterKobjects _kobjects = new(kernel);

    /// <summary>klp_init_patch_early and klp_init_patch.</summary>
    public Status Init(ConsistencyPatch patch, KernelTask task)
    {
        InitEarly(patch);
        Status status = _kobjects.Add(patch.Kobject, kernel.Files.Directory(LivepatchCore.RootPath), patch.Module!.Name, patch, patch.Owner.Base, task);
        if (!status.Succeeded) return status;
        core.Attributes.AddTo(patch);
        if (patch.Replace) status = AddNops(patch);
        if (!status.Succeeded) return status;
        foreach (ConsistencyObject obj in patch.EachOf)
        {
            status = InitObject(patch, obj, task);
            if (!status.Succeeded) return status;
        }

        core.Add(patch);
        return Status.Ok;
    }

    /// <summary>klp_init_object_loaded: relocations of a module, then the addresses and lengths of its functions.</summary>
    public Status InitLoaded(ConsistencyPatch patch, ConsistencyObject obj)
    {
        if (obj.IsModule)
        {
            Status status = new PatchRelocations(kernel).Apply(patch, obj);
            if (!status.Succeeded) return status;
        }

        PositionLookup lookup = new(kernel);
        foreach (ConsistencyFunc func in obj.Funcs)
        {
            Status status = lookup.Find(obj.Name, func.OldName, func.Definition.SymbolPosition, out ulong address);
            func.OldAddress = address;
            if (!status.Succeeded) return status;
            if (kernel.Refuses(!TryFindSize(address, out ulong size), Refusal.FunctionSizeUnknown, func.OldName)) return NoSize(func, "");
            func.OldSize = size;
            if (kernel.Refuses(!TryFindSize(func.Target, out size), Refusal.FunctionSizeUnknown, func.Definition.NewFunction ?? func.OldName)) return NoSize(func, " replacement");
            func.NewSize = size;
        }

        return Status.Ok;
    }

    /// <summary>klp_find_object_module: a module counts only from its COMING call to its GOING call (mod->klp_alive).</summary>
    private void FindModule(ConsistencyObject obj)
    {
        obj.Module = null;
        if (!obj.IsModule) return;
        if (kernel.Modules.Find(obj.Name!) is { KlpAlive: true } module) obj.Module = module;
    }

    private void InitEarly(ConsistencyPatch patch)
    {
        _kobjects.Init(patch.Kobject, patch.Owner.Base);
        patch.Enabled = false;
        patch.Forced = false;
        foreach (ConsistencyObject obj in patch.EachOf)
        {
            obj.Kobject ??= new Kobject();
            _kobjects.Init(obj.Kobject, patch.Owner.Base);
            foreach (ConsistencyFunc func in obj.Funcs) _kobjects.Init(func.Kobject, patch.Owner.Base);
        }
    }

    private Status InitObject(ConsistencyPatch patch, ConsistencyObject obj, KernelTask task)
    {
        if (kernel.Refuses(obj.IsModule && obj.Name!.Length >= ModuleNameLength, Refusal.FunctionIncomplete, obj.DisplayName())) return Status.Refused(Errno.EINVAL, Refusal.FunctionIncomplete, obj.Name);
        obj.Patched = false;
        FindModule(obj);
        Status status = _kobjects.Add(obj.Kobject!, patch.Kobject.Node!, obj.DisplayName(), obj, patch.Owner.Base, task);
        if (!status.Succeeded) return status;
        core.Attributes.AddTo(obj);
        foreach (ConsistencyFunc func in obj.Funcs)
        {
            status = InitFunc(obj, func, task);
            if (!status.Succeeded) return status;
        }

        return obj.IsLoaded ? InitLoaded(patch, obj) : Status.Ok;
    }

    private Status InitFunc(ConsistencyObject obj, ConsistencyFunc func, KernelTask task)
    {
        bool incomplete = func.Definition.WithoutOldName || (func.Definition.NewFunction is null && !func.Nop) || func.OldName.Length >= SymbolNameLength;
        if (kernel.Refuses(incomplete, Refusal.FunctionIncomplete, func.OldName))
        {
            return Status.Refused(Errno.EINVAL, Refusal.FunctionIncomplete, func.OldName);
        }

        func.State = KlpState.Disabled;
        func.Transition = false;
        return _kobjects.Add(func.Kobject, obj.Kobject!.Node!, func.DirectoryName, func, obj.Patch.Owner.Base, task);
    }

    // klp_add_nops: what an older patch replaces and this one doesn't gets its original back.
    private Status AddNops(ConsistencyPatch patch)
    {
        foreach (ConsistencyPatch old in core.Actual)
        {
            foreach (ConsistencyObject oldObject in old.EachOf)
            {
                Status status = AddNops(patch, oldObject);
                if (!status.Succeeded) return status;
            }
        }

        return Status.Ok;
    }

    private Status AddNops(ConsistencyPatch patch, ConsistencyObject old)
    {
        ConsistencyObject? obj = null;
        foreach (ConsistencyObject candidate in patch.EachOf)
        {
            if (candidate.Name != old.Name) continue;
            obj = candidate;
            break;
        }

        if (obj is null)
        {
            Status room = AllocateNop(old.DisplayName());
            if (!room.Succeeded) return room;
            obj = new ConsistencyObject(patch, new PatchObjectDefinition(old.Name, []), dynamic: true) { Kobject = new Kobject() };
            _kobjects.Init(obj.Kobject!, patch.Owner.Base);
            patch.Objects = [.. patch.Objects, obj];
        }

        List<KlpFunc> functions = [.. obj.Functions];
        Status status = Status.Ok;
        foreach (ConsistencyFunc func in old.Funcs)
        {
            if (functions.Exists(known => ((ConsistencyFunc)known).MeansSame(func))) continue;
            status = AllocateNop(func.OldName);
            if (!status.Succeeded) break;
            PatchFuncDefinition definition = new(func.OldName, null) { SymbolPosition = func.Definition.SymbolPosition };
            ConsistencyFunc nop = new(obj, definition, 0, nop: true);
            _kobjects.Init(nop.Kobject, patch.Owner.Base);
            functions.Add(nop);
        }

        obj.Functions = functions;
        return status;
    }

    private Status AllocateNop(string subject)
    {
        Errno fault = kernel.Fails(FaultPoint.NopAllocation);
        return fault == Errno.None ? Status.Ok : Status.Refused(fault, Refusal.OutOfMemory, subject);
    }

    // The distance to the next symbol (kallsyms_lookup_size_offset).
    private bool TryFindSize(ulong address, out ulong size)
    {
        size = 0;
        if (address == 0 || !kernel.Symbols.IsText(address) || !kernel.Symbols.TryFindContaining(address, out Symbols.Symbol symbol, out _)) return false;

        // What lies at the kernel's end is outside it (is_kernel, include/linux/kallsyms.h).
        if (symbol.Module is null && kernel.Symbols.Count(null, "_end", out ulong end) > 0 && address >= end) return false;
        size = symbol.Size;
        return true;
    }

    private Status NoSize(ConsistencyFunc func, string which)
    {
        kernel.Log.Write(LogLevel.Error, $"{LivepatchCore.Prefix}kallsyms size lookup failed for '{func.OldName}'{which}");
        return Status.Refused(Errno.ENOENT, Refusal.FunctionSizeUnknown, func.OldName);
    }
}
