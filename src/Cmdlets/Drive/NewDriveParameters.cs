using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;

namespace KlpShell.Drive;

/// <summary>What New-PSDrive takes besides for a drive of this provider.</summary>
public sealed class NewDriveParameters
{
    /// <summary>The kernel whose files the drive has, by name or as an object. The current one, whichever it is, when left out.</summary>
    [Parameter]
    [KernelTransformation]
    [ArgumentCompleter(typeof(KernelCompleter))]
    [ValidateNotNull]
    public KernelIdentity? Kernel { get; set; }
}
