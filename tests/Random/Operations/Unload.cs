using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Histories.Operations;

/// <summary>rmmod. It is passed over while a task is in the module's code: a real module would be held then by whatever led there.</summary>
/// <param name="Name">The module.</param>
/// <param name="Forced">True for rmmod -f.</param>
internal sealed record Unload(string Name, bool Forced = false) : Operation
{
    public override string Script => $"Remove-KlpModule {Quote(Name)}" + (Forced ? " -RemoveForced -Confirm:$false" : "");

    public override bool Fits(Kernel kernel)
    {
        foreach (KernelTask task in kernel.Tasks.All)
        {
            if (task.Depth > 0 && task.Stack.Any(code => code.Module == Name)) return false;
        }

        return true;
    }

    public override Status Do(Kernel kernel) => kernel.UnloadModule(Name, Forced ? UnloadFlags.Forced : UnloadFlags.None).Status;
}
