using System.Management.Automation;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Commands;

/// <summary>Takes tasks away, wherever they are.</summary>
[Cmdlet(VerbsCommon.Remove, "KlpTask", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveKlpTaskCommand : KlpTaskChangeCommand
{
    private protected override void Take(string kernelName, int pid) => Change(
        $"task {pid}",
        "Remove",
        kernel =>
        {
            Require(kernel, kernelName, pid);
            kernel.RemoveTask(pid);
            return new EntranceResult(Status.Ok, "", default, []);
        },
        null);
}
