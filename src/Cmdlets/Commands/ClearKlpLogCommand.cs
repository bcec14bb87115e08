using System.Management.Automation;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Commands;

/// <summary>Empties the kernel log, as dmesg -C does. Lines that come once in a kernel's life don't come again.</summary>
[Cmdlet(VerbsCommon.Clear, "KlpLog", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ClearKlpLogCommand : KlpChangeCommand
{
    /// <inheritdoc/>
    protected override void Run() => Change(
        "the kernel log",
        "Empty",
        static kernel =>
        {
            kernel.ClearLog();
            return new EntranceResult(Status.Ok, "", default, []);
        },
        null);
}
