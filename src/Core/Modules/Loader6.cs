using KlpShell.Core.Machine;
using KlpShell.Core.ModuleFiles;

namespace KlpShell.Core.Modules;

/// <summary>
/// The module loader of 6.x (kernel/module/main.c): it says why it taints, taints for a livepatch before that has done anything, and
/// a livepatch may turn a module away.
/// </summary>
/// <param name="kernel">The kernel.</param>
/// <param name="repeatsLicense">True where a second line tells of a licence that taints: 6.12 compares with the time before all checks, 6.1 only with the time after the first line.</param>
/// <param name="taintsWhenListed">True where a module taints once its memory is there; false where most taints come before that, in check_modinfo (6.1).</param>
internal sealed class Loader6(Kernel kernel, bool repeatsLicense, bool taintsWhenListed) : ModuleLoader(kernel)
{
    /// <inheritdoc/>
    protected override Errno MissingSymbol => Errno.ENOENT;

    /// <inheritdoc/>
    protected override bool KeepsTable(ModuleDefinition definition) => definition.IsLivepatch;

    /// <inheritdoc/>
    internal override ArgumentParser Arguments(string module) => new(Kernel, module) { StopsAtBad = false, TakesAsyncProbe = true };

    /// <summary>kstrtobool knows on and off, true and false too.</summary>
    protected override Errno Read(ParameterType type, string? text, out Value value)
    {
        if (type != ParameterType.Bool || text is null) return base.Read(type, text, out value);
        bool? read = KernelString.TryParseBool(text);
        value = read == true ? 1 : 0;
        return read is null ? Errno.EINVAL : Errno.None;
    }

    /// <summary>early_mod_check, and then module_augment_kernel_taints with its lines in their order.</summary>
    protected override Status Admit(ModuleDefinition definition, LoadFlags flags)
    {
        if (IgnoresVersions(flags)) Force(definition, "module_layout");
        Status status = CheckVermagic(definition, flags);
        if (status.Succeeded) status = CheckName(definition);
        if (status.Succeeded && taintsWhenListed) status = Allocate(definition.Name);
        if (!status.Succeeded) return status;
        bool proprietary = (Kernel.Taints & TaintFlags.ProprietaryModule) != 0;
        if (!definition.InTree)
        {
            if ((Kernel.Taints & TaintFlags.OutOfTreeModule) == 0) Say(LogLevel.Warning, $"{definition.Name}: loading out-of-tree module taints kernel.");
            Kernel.AddTaint(TaintFlags.OutOfTreeModule);
        }

        if (definition.IsLivepatch)
        {
            Kernel.AddTaint(TaintFlags.Livepatch);
            Kernel.Log.WriteOnce("module_livepatch", LogLevel.Notice, $"{definition.Name}: tainting kernel with TAINT_LIVEPATCH");
        }

        if (!ModuleImports.IsGplCompatible(definition.License)) TaintProprietary(definition);
        if (!taintsWhenListed) status = Allocate(definition.Name);
        if (!status.Succeeded) return status;
        if (!IsSigned(definition))
        {
            Kernel.Log.WriteOnce("module_signature", LogLevel.Notice, $"{definition.Name}: module verification failed: signature and/or required key missing - tainting kernel");
            Kernel.AddTaint(TaintFlags.UnsignedModule);
        }

        if (repeatsLicense && !proprietary && (Kernel.Taints & TaintFlags.ProprietaryModule) != 0) Say(LogLevel.Warning, $"{definition.Name}: module license taints kernel.");
        return Status.Ok;
    }

    /// <inheritdoc/>
    protected override Status Force(ModuleDefinition definition, string reason)
    {
        if ((Kernel.Taints & TaintFlags.ForcedModule) == 0) Say(LogLevel.Warning, $"{definition.Name}: {reason}: kernel tainted.");
        Kernel.Log.WriteOnce(Kernel.LockDebuggingOff, LogLevel.Warning, "Disabling lock debugging due to kernel taint");
        Kernel.AddTaint(TaintFlags.ForcedModule);
        return Status.Ok;
    }

    /// <inheritdoc/>
    protected override TaintFlags ForcedTaint(LoadFlags flags) =>
        IgnoresVersions(flags) || (flags & LoadFlags.IgnoreVermagic) != 0 ? TaintFlags.ForcedModule : TaintFlags.None;

    // Without versions there is nothing to overlook (check_modstruct_version).
    private bool IgnoresVersions(LoadFlags flags) =>
        (flags & LoadFlags.IgnoreModversions) != 0 && Kernel.Definition.Vermagic?.Contains("modversions", System.StringComparison.Ordinal) != false;

    /// <inheritdoc/>
    protected override TaintFlags TaintsOf(ModuleDefinition definition) =>
        (definition.InTree ? TaintFlags.None : TaintFlags.OutOfTreeModule)
        | (definition.IsLivepatch ? TaintFlags.Livepatch : TaintFlags.None)
        | (ModuleImports.IsGplCompatible(definition.License) ? TaintFlags.None : TaintFlags.ProprietaryModule)
        | (IsSigned(definition) ? TaintFlags.None : TaintFlags.UnsignedModule);

    /// <summary>prepare_coming_module: the first that refuses stops the load.</summary>
    protected internal override Status Coming(Module module, KernelTask task) => Kernel.Notifiers.Call(Kernel, module, task);

    /// <inheritdoc/>
    protected internal override void ParametersRefused(Module module, KernelTask task)
    {
        module.State = ModuleState.Going;
        Kernel.Notifiers.Call(Kernel, module, task);
    }

    /// <inheritdoc/>
    public override Status LoadFile(ModuleFile file, string arguments, KernelTask task, LoadFlags flags) => new FileLoader(Kernel, this, file).Load(arguments, task, flags);

    private static bool IsSigned(ModuleDefinition definition) => definition.InTree || definition.Signed;

    private void Say(LogLevel level, string text) => Kernel.Log.Write(level, text);
}
