using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Makes a kernel the current one: the one that cmdlets take when none is named.</summary>
[Cmdlet(VerbsCommon.Select, "KlpKernel", SupportsShouldProcess = true)]
[OutputType(typeof(KernelInfo))]
public sealed class SelectKlpKernelCommand : KlpCommand
{
    /// <summary>The kernel: its name, or an object from Get-KlpKernel.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [KernelTransformation]
    [ArgumentCompleter(typeof(KernelCompleter))]
    public KernelIdentity Kernel { get; set; } = null!;

    /// <summary>Writes the kernel.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Kernel.Resolve();
        if (!ShouldProcess(Internal.Text.Visible(handle.Name), "Make the current kernel")) return;
        KlpSession.Current.Select(handle);
        if (PassThru) WriteObject(KernelProjection.Of(handle));
    }
}
