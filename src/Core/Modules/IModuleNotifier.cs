using KlpShell.Core.Machine;

namespace KlpShell.Core.Modules;

/// <summary>Something that is told when a module comes or goes (register_module_notifier, kernel/module.c).</summary>
public interface IModuleNotifier
{
    /// <summary>Higher priorities are told first; among equals, the one that was there first.</summary>
    int Priority { get; }

    /// <summary>A module is in state <see cref="ModuleState.Coming"/>, <see cref="ModuleState.Going"/> or <see cref="ModuleState.Live"/>.</summary>
    /// <returns>A refusal stops a coming module, where the release heeds it.</returns>
    Status ModuleChanged(Kernel kernel, Module module, KernelTask task);
}
