using System.Management.Automation;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Modules;
using KlpShell.Documents;

namespace KlpShell.Commands;

/// <summary>A cmdlet that brings live patches into a kernel, and holds what they touch of the ABI against its rules before.</summary>
public abstract class KlpPatchChangeCommand : KlpChangeCommand
{
    /// <summary>
    /// What is done about a patch whose <c>abi:</c> entries break the rules of Documentation/ABI: it is warned of, refused, or let by. The entries
    /// of the session's last Import-KlpAbi hold, else those of the manifests folders.
    /// </summary>
    [Parameter]
    public AbiPolicy AbiPolicy { get; set; } = AbiPolicy.Warn;

    /// <summary>Lets a module through that may be loaded under the policy.</summary>
    private protected ModuleDefinition Gate(ModuleDefinition module)
    {
        AbiGate.Check(this, module, AbiPolicy, Location, name => Seen(kernel => kernel.Symbols.AddressOf(name) != 0));
        return module;
    }

    /// <summary>Lets a patch through that the kernel has already, and that may be enabled under the policy. A name that the kernel doesn't know passes.</summary>
    private protected string Gate(Kernel kernel, string name)
    {
        if (kernel.Livepatch.Find(name) is { State: not KlpState.Enabled } patch) Gate(patch.Owner.Definition);
        return name;
    }
}
