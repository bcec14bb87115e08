using System.Collections.Generic;
using KlpShell.Core.Faults;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.ModuleFiles;

namespace KlpShell.Core.Modules;

/// <summary>
/// Loads and unloads modules (kernel/module.c: load_module, do_init_module, delete_module). What differs by release is in the subclasses:
/// the checks and taints before a module is formed, and who is told when one is turned away.
/// </summary>
internal abstract class ModuleLoader(Kernel kernel)
{
    /// <summary>The kernel.</summary>
    protected Kernel Kernel => kernel;

    /// <summary>Loads a module.</summary>
    public Status Load(ModuleDefinition definition, string arguments, KernelTask task, LoadFlags flags)
    {
        Status admitted = Admit(definition, flags);
        if (!admitted.Succeeded) return admitted;
        foreach (string needed in definition.Depends)
        {
            if (!kernel.Refuses(kernel.Modules.Find(needed) is null, Refusal.DependencyMissing, needed)) continue;
            kernel.Log.Write(LogLevel.Warning, $"{definition.Name}: Unknown symbol of module {needed} (err 0)");
            return Status.Refused(Errno.ENOENT, Refusal.DependencyMissing, needed);
        }

        Status resolved = new ModuleImports(kernel, MissingSymbol).Resolve(definition);
        if (!resolved.Succeeded) return resolved;
        Module module = Form(definition);
        module.Taints |= ForcedTaint(flags);
        foreach (string needed in definition.Depends) Use(module, needed);
        Status coming = Coming(module, task);
        if (!coming.Succeeded)
        {
            module.State = ModuleState.Going;
            kernel.Ftrace.ModuleGone(module);
            Free(module);
            return coming;
        }

        Status parsed = Arguments(module.Name).Parse(arguments, (name, text) => Find(module.Definition, name) is { } parameter
            ? new ParameterOutcome(SetParameter(module, parameter, text, task), parameter.Type == ParameterType.IntArray)
            : null);
        if (parsed.Succeeded) parsed = AddDirectory(module);
        if (!parsed.Succeeded)
        {
            ParametersRefused(module, task);
            Free(module);
            return parsed;
        }

        return RunInit(module, task);
    }

    /// <summary>Loads a module's file. Only the consistency era's structures are known.</summary>
    public virtual Status LoadFile(ModuleFile file, string arguments, KernelTask task, LoadFlags flags) => Status.Refused(Errno.ENOEXEC, Refusal.NotInThisRelease, file.FileName);

    /// <summary>Unloads a module.</summary>
    public Status Unload(string name, UnloadFlags flags, KernelTask task)
    {
        Module? module = kernel.Modules.Find(name);
        if (kernel.Refuses(module is null, Refusal.ModuleNotLoaded, name)) return Status.Refused(Errno.ENOENT, Refusal.ModuleNotLoaded, name);
        bool forced = (flags & UnloadFlags.Forced) != 0;
        if (kernel.Refuses(module!.UsedBy.Count > 0, Refusal.ModuleHasDependents, name)) return Status.Refused(Errno.EAGAIN, Refusal.ModuleHasDependents, name);
        if (kernel.Refuses(module.State != ModuleState.Live, Refusal.ModuleNotLive, name)) return Status.Refused(Errno.EBUSY, Refusal.ModuleNotLive, name);
        if (kernel.Refuses(module.Definition.Init is not null && module.Definition.Exit is null && !forced, Refusal.ModuleInUse, name)) return Status.Refused(Errno.EBUSY, Refusal.ModuleInUse, name);
        if (kernel.Refuses(module.RefCount != 0 && !forced, Refusal.ModuleInUse, name)) return Status.Refused(Errno.EAGAIN, Refusal.ModuleInUse, name);
        bool needsForce = module.RefCount != 0 || (module.Definition.Init is not null && module.Definition.Exit is null);
        if (forced && needsForce) TaintForced();
        module.State = ModuleState.Going;
        kernel.Files.RemoveModuleFiles(module);
        if (module.Definition.Exit is not null) kernel.RunToEnd(task, module.ExitAddress != 0 ? module.ExitAddress : module.Layout.AddressOf(ModuleCode.ExitName));
        kernel.Notifiers.Call(kernel, module, task);
        Free(module);
        return Status.Ok;
    }

    /// <summary>Writes a parameter through its file, or on the command line.</summary>
    public Status SetParameter(Module module, ParameterDefinition parameter, string? text, KernelTask task)
    {
        Errno errno;
        if (parameter.OnSet is not null)
        {
            long value = kernel.RunToEnd(task, module.Layout.AddressOf(ModuleCode.SetterName(parameter.Name)), text ?? "").Number;
            errno = value < 0 ? (Errno)(-value) : Errno.None;
        }
        else if (parameter.Type == ParameterType.IntArray)
        {
            errno = text is null ? Errno.EINVAL : SetArray(module, parameter, text);
        }
        else
        {
            errno = Read(parameter.Type, text, out Value read);
            if (errno == Errno.None) module.SetParameter(parameter.Name, read);
        }

        return kernel.Refuses(errno != Errno.None, Refusal.ParameterInvalid, parameter.Name) ? Status.Refused(errno, Refusal.ParameterInvalid, parameter.Name) : Status.Ok;
    }

    /// <summary>Reads a parameter's value as this kernel does.</summary>
    protected virtual Errno Read(ParameterType type, string? text, out Value value) => ParameterReader.Read(type, text, out value);

    /// <summary>What reads a module's command line.</summary>
    internal virtual ArgumentParser Arguments(string module) => new(kernel, module) { StopsAtBad = true, TakesAsyncProbe = false };

    /// <summary>Whether a module's length is that of its parts, not of their pages.</summary>
    protected virtual bool CoreEndsInPage => false;

    /// <summary>Whether a module's whole symbol table is kept.</summary>
    protected virtual bool KeepsTable(ModuleDefinition definition) => false;

    /// <summary>The number in the line about a symbol that nobody exports.</summary>
    protected virtual Errno MissingSymbol => Errno.None;

    /// <summary>The checks before the module is formed, and the taint that comes with it.</summary>
    protected abstract Status Admit(ModuleDefinition definition, LoadFlags flags);

    /// <summary>The taint that is the module's own.</summary>
    protected abstract TaintFlags TaintsOf(ModuleDefinition definition);

    /// <summary>Tells of a module that comes; a refusal turns it away.</summary>
    protected internal abstract Status Coming(Module module, KernelTask task);

    /// <summary>Tells, or doesn't, that a module goes again because of its parameters.</summary>
    protected internal abstract void ParametersRefused(Module module, KernelTask task);

    /// <summary>A load that something is overlooked for; refused where the kernel was built without CONFIG_MODULE_FORCE_LOAD, as the recorded ones of the first eras (try_to_force_load).</summary>
    protected virtual Status Force(ModuleDefinition definition, string reason) => Status.Refused(Errno.ENOEXEC, Refusal.VermagicMismatch, definition.Name);

    /// <summary>The taint of a module that came by force.</summary>
    protected virtual TaintFlags ForcedTaint(LoadFlags flags) => TaintFlags.None;

    /// <summary>The check of what the module was built for (check_modinfo).</summary>
    protected Status CheckVermagic(ModuleDefinition definition, LoadFlags flags)
    {
        if ((flags & LoadFlags.IgnoreVermagic) != 0) return Force(definition, "bad vermagic");
        string? built = definition.Vermagic;
        string? running = kernel.Definition.Vermagic;
        if (!kernel.Refuses(built is not null && running is not null && built != running, Refusal.VermagicMismatch, definition.Name)) return Status.Ok;
        kernel.Log.Write(LogLevel.Error, $"{definition.Name}: version magic '{built}' should be '{running}'");
        return Status.Refused(Errno.ENOEXEC, Refusal.VermagicMismatch, definition.Name);
    }

    /// <summary>The check that no module of that name is there (add_unformed_module).</summary>
    protected Status CheckName(ModuleDefinition definition) =>
        kernel.Refuses(kernel.Modules.Has(definition.Name), Refusal.ModuleAlreadyLoaded, definition.Name) ? Status.Refused(Errno.EEXIST, Refusal.ModuleAlreadyLoaded, definition.Name) : Status.Ok;

    /// <summary>The memory that the module is laid out in (layout_and_allocate).</summary>
    internal Status Allocate(string name)
    {
        Errno fault = kernel.Fails(FaultPoint.ModuleAllocation);
        return fault == Errno.None ? Status.Ok : Status.Refused(fault, Refusal.OutOfMemory, name);
    }

    private Module Form(ModuleDefinition definition)
    {
        ModuleDefinition complete = ModuleCode.Complete(definition, kernel.Release.Ftrace.TracesInit);
        ModuleLayout layout = new(complete, kernel.Modules.NextAddress);
        if (definition.Placement is null) kernel.Modules.Allocate(layout.Extent);
        Module module = new(complete, layout)
        {
            State = ModuleState.Coming,
            Taints = TaintsOf(definition),
            CoreEndsInPage = CoreEndsInPage,
            KeepsTable = KeepsTable(definition),

            // Its own reference, until its init is through (module_unload_init, kernel/module.c).
            RefCount = 1,
        };
        for (int i = 0; i < complete.Functions.Length; i++)
        {
            FunctionDefinition function = complete.Functions[i];

            // A host's module may have thousands of functions of which nothing is known: a call of one returns at once, with or without an entry.
            if (definition.Placement is not null && function.Body.Steps.IsEmpty) continue;
            kernel.Executor.AddCode(new CodeEntry(layout.FunctionAddresses[i], function.Size, function.Name, definition.Name, function.Body));
        }

        List<KlpPatch> patches = [];
        foreach (PatchDefinition patch in definition.Patches) patches.Add(kernel.Livepatch.CreatePatch(module, patch));
        module.Patches = patches;
        kernel.Modules.Add(module);
        return module;
    }

    // param_array, kernel/params.c: what was read before the first bad element stays, and counts.
    private Errno SetArray(Module module, ParameterDefinition parameter, string text)
    {
        int count = 0;
        Errno errno = Errno.None;
        foreach (string item in text.Split(','))
        {
            bool full = parameter.MaxCount > 0 && count == parameter.MaxCount;
            if (full) kernel.Log.Write(LogLevel.Error, $"{parameter.Name}: can only take {parameter.MaxCount} arguments");
            Value element = default;
            errno = full ? Errno.EINVAL : Read(ParameterType.IntArray, item, out element);
            if (errno != Errno.None) break;
            module.SetElement(parameter.Name, count++, element.Number);
        }

        module.SetCount(parameter.Name, count);
        return errno;
    }

    // mod_sysfs_setup, and copy_module_elf for a livepatch: where one fails, the way out is that of bad parameters.
    internal Status AddDirectory(Module module)
    {
        Errno fault = kernel.Fails(FaultPoint.ModuleSysfs);
        if (fault != Errno.None) return Status.Refused(fault, Refusal.ModuleDirectoryFailed, module.Name);
        kernel.Files.AddModule(module);
        fault = module.Definition.IsLivepatch && FaultPoints.IsIn(FaultPoint.ModuleCopy, kernel.Release) ? kernel.Fails(FaultPoint.ModuleCopy) : Errno.None;
        return fault == Errno.None ? Status.Ok : Status.Refused(fault, Refusal.OutOfMemory, module.Name);
    }

    internal Status RunInit(Module module, KernelTask task)
    {
        kernel.Livepatch.LastRefusal = Status.Ok;
        kernel.Executor.Awaited = module.Image is null && module.Definition.Init is not null ? module.Layout.AddressOf(ModuleCode.InitName) : 0;
        Errno fault = kernel.Fails(FaultPoint.ModuleInit);
        long value = fault != Errno.None ? -(long)fault : module.Definition.Init is null ? 0 : InitValue(module, task);
        if (value < 0)
        {
            module.State = ModuleState.Going;
            kernel.Notifiers.Call(kernel, module, task);
            kernel.Files.RemoveModuleFiles(module);
            Free(module);
            Status cause = kernel.Livepatch.LastRefusal;
            return cause.ReturnValue == value ? cause : Status.Refused((Errno)(-value), Refusal.ModuleInitFailed, module.Name);
        }

        if (value > 0)
        {
            kernel.Log.Write(LogLevel.Warning, $"do_init_module: '{module.Name}'->init suspiciously returned {value}, it should follow 0/-E convention");
            kernel.Log.Write(LogLevel.Warning, "do_init_module: loading module anyway...");
        }

        // They are its init's own work, which a replacement doesn't do.
        if (kernel.Executor.Awaited == 0) kernel.Files.AddModuleFiles(module);
        module.State = ModuleState.Live;
        module.RefCount--;
        kernel.Notifiers.Call(kernel, module, task);
        module.FreeInit();
        if (module.Layout.Init is { } init) kernel.Executor.RemoveCode(init.Address);
        kernel.Ftrace.InitFreed(module);
        return Status.Ok;
    }

    // The C int that the init function of a file returns.
    private long InitValue(Module module, KernelTask task) => module.InitAddress != 0
        ? (int)kernel.RunToEnd(task, module.InitAddress).Number
        : kernel.RunToEnd(task, module.Layout.AddressOf(ModuleCode.InitName)).Number;

    // try_force_unload, kernel/module.c: only where the module would not have gone by itself.
    private void TaintForced()
    {
        kernel.Log.WriteOnce(Kernel.LockDebuggingOff, LogLevel.Warning, "Disabling lock debugging due to kernel taint");
        kernel.AddTaint(TaintFlags.ForcedRemoval);
    }

    /// <summary>What add_taint_module prints and taints for a licence that isn't compatible with the GPL.</summary>
    protected void TaintProprietary(ModuleDefinition definition)
    {
        if ((kernel.Taints & TaintFlags.ProprietaryModule) == 0)
        {
            kernel.Log.Write(LogLevel.Warning, $"{definition.Name}: module license '{definition.License}' taints kernel.");
        }

        kernel.Log.WriteOnce(Kernel.LockDebuggingOff, LogLevel.Warning, "Disabling lock debugging due to kernel taint");
        kernel.AddTaint(TaintFlags.ProprietaryModule);
    }

    internal void Use(Module module, string needed)
    {
        if (kernel.Modules.Find(needed) is not { } used) return;
        used.RefCount++;
        used.UsedBy.Add(module.Name);
    }

    internal void Free(Module module)
    {
        kernel.Files.RemoveModule(module);
        kernel.Livepatch.ModuleFreed(module);
        kernel.Kprobes.OwnerFreed(module);
        foreach (ulong address in module.Layout.FunctionAddresses) kernel.Executor.RemoveCode(address);
        kernel.Modules.Remove(module);
        foreach (string needed in module.Definition.Depends)
        {
            if (kernel.Modules.Find(needed) is not { } used) continue;
            used.RefCount--;
            used.UsedBy.Remove(module.Name);
        }
    }

    private static ParameterDefinition? Find(ModuleDefinition definition, string name)
    {
        // The kernel takes a dash for an underscore in a parameter's name.
        string plain = name.Replace('-', '_');
        foreach (ParameterDefinition parameter in definition.Parameters)
        {
            if (parameter.Name.Replace('-', '_') == plain) return parameter;
        }

        return null;
    }
}
