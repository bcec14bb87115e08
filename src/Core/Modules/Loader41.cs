using KlpShell.Core.Machine;

namespace KlpShell.Core.Modules;

/// <summary>The module loader of 4.1: as before, but a module that goes because of its parameters is announced (load_module, coming_cleanup).</summary>
internal sealed class Loader41(Kernel kernel) : Loader319(kernel)
{
    /// <inheritdoc/>
    protected override bool CoreEndsInPage => false;

    /// <inheritdoc/>
    protected internal override void ParametersRefused(Module module, KernelTask task)
    {
        module.State = ModuleState.Going;
        Kernel.Notifiers.Call(Kernel, module, task);
    }
}
