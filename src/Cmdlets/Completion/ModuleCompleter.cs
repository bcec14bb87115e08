using System.Collections;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Modules;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>The loaded modules.</summary>
public sealed class ModuleCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound) => From(handle, Of);

    /// <summary>Each module with its state.</summary>
    internal static IEnumerable<(string Name, string ToolTip)> Of(Kernel kernel)
    {
        foreach (Module module in kernel.Modules.All) yield return (module.Name, $"{module.State}, {module.RefCount} references {module.Definition.Description}".TrimEnd());
    }
}
