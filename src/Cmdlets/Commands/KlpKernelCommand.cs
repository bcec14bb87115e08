using System;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>A cmdlet that works on a kernel: the one that is named, or the current one.</summary>
public abstract class KlpKernelCommand : KlpCommand
{
    /// <summary>The kernel: its name, or an object from Get-KlpKernel. The current one when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [KernelTransformation]
    [ArgumentCompleter(typeof(KernelCompleter))]
    [ValidateNotNull]
    public KernelIdentity? Kernel { get; set; }

    /// <summary>The kernel that is meant.</summary>
    private protected KernelHandle Target => Kernel is null
        ? KlpSession.Current.Selected ?? throw Failure.Of("NoKernel", null)
        : Kernel.Resolve();

    /// <summary>Looks at the kernel, while nobody else has it.</summary>
    private protected T Look<T>(Func<Kernel, T> look) => Target.Use(look, () => IsStopping);
}
