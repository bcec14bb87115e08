using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Modules;

/// <summary>Who is told when a module comes or goes, in the order of the priorities (module_notify_list, kernel/module.c).</summary>
public sealed class ModuleNotifierChain
{
    private readonly List<IModuleNotifier> _notifiers = [];

    /// <summary>The notifiers, in the order in which they are told.</summary>
    public IReadOnlyList<IModuleNotifier> Notifiers => _notifiers;

    /// <summary>Adds a notifier: behind those of a higher or the same priority.</summary>
    internal void Register(IModuleNotifier notifier)
    {
        int at = 0;
        while (at < _notifiers.Count && _notifiers[at].Priority >= notifier.Priority) at++;
        _notifiers.Insert(at, notifier);
    }

    /// <summary>Tells all of them. Whether a refusal stops the module is the loader's word.</summary>
    /// <returns>The first refusal.</returns>
    internal Status Call(Kernel kernel, Module module, KernelTask task)
    {
        Status first = Status.Ok;
        foreach (IModuleNotifier notifier in _notifiers)
        {
            Status status = notifier.ModuleChanged(kernel, module, task);
            if (first.Succeeded) first = status;
        }

        return first;
    }
}
