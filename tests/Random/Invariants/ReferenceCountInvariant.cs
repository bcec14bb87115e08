using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Modules;
using KlpShell.Histories.Model;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Invariants;

/// <summary>The loaded modules are those that were loaded; each has a reference for each module that needs it, and those that its patch holds or left behind.</summary>
internal sealed class ReferenceCountInvariant : Invariant
{
    public override string Title => "modules are those that were loaded, with the references that patches and other modules hold";

    public override string? Check(Moment moment)
    {
        Reference reference = moment.Reference;
        if (moment.Kernel.Modules.All.Count != reference.Modules.Count) return $"{moment.Kernel.Modules.All.Count} modules are loaded, {reference.Modules.Count} should be";
        foreach (Module module in moment.Kernel.Modules.All)
        {
            if (!reference.Modules.ContainsKey(module.Name)) return $"{module.Name} should not be loaded";
            if (module.State != ModuleState.Live) return $"{module.Name} is {module.State} between two steps";
            int needed = reference.Modules.Values.Count(other => other.Depends.Contains(module.Name));
            int held = reference.Known.GetValueOrDefault(module.Name)?.References ?? 0;
            if (module.RefCount != needed + held) return $"{module.Name} has {module.RefCount} references: {needed} modules need it, patches hold {held}";
            if (module.UsedBy.Count != needed) return $"{module.Name} is used by {module.UsedBy.Count} modules, not {needed}";
        }

        return null;
    }
}
