using KlpShell.Core.Machine;

namespace KlpShell.Core.Modules;

/// <summary>The module loader of 3.19: an out-of-tree module taints without a word, and nobody is told of a module whose parameters are bad.</summary>
internal class Loader319(Kernel kernel) : ModuleLoader(kernel)
{
    /// <inheritdoc/>
    protected override Status Admit(ModuleDefinition definition, LoadFlags flags)
    {
        Status status = CheckVermagic(definition, flags);
        if (!status.Succeeded) return status;
        if (!definition.InTree) Kernel.AddTaint(TaintFlags.OutOfTreeModule);
        if (!ModuleImports.IsGplCompatible(definition.License)) TaintProprietary(definition);
        status = Allocate(definition.Name);
        return status.Succeeded ? CheckName(definition) : status;
    }

    /// <summary>Rounded up from 4.1 on.</summary>
    protected override bool CoreEndsInPage => true;

    /// <inheritdoc/>
    protected override TaintFlags TaintsOf(ModuleDefinition definition) =>
        (definition.InTree ? TaintFlags.None : TaintFlags.OutOfTreeModule)
        | (ModuleImports.IsGplCompatible(definition.License) ? TaintFlags.None : TaintFlags.ProprietaryModule);

    /// <summary>A notifier could refuse a module here, but the loader doesn't listen.</summary>
    protected internal override Status Coming(Module module, KernelTask task)
    {
        Kernel.Notifiers.Call(Kernel, module, task);
        return Status.Ok;
    }

    /// <summary>Nobody hears of it, ftrace neither: its records stay.</summary>
    protected internal override void ParametersRefused(Module module, KernelTask task)
    {
    }
}
