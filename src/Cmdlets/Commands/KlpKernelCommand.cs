using System;
using System.Collections.Generic;
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

    /// <summary>Writes those of a kernel's records that names or wildcards mean. A plain name that none has is an error.</summary>
    /// <param name="names">The names.</param>
    /// <param name="missing">That error, for a name and the kernel's name.</param>
    /// <param name="all">All records.</param>
    /// <param name="nameOf">The name of one.</param>
    /// <param name="wanted">Which are written of those that are meant; null for all.</param>
    private protected void WriteNamed<T>(string[] names, Func<string, string, KlpException> missing, Func<string, Kernel, List<T>> all, Func<T, string> nameOf, Predicate<T>? wanted = null)
    {
        KernelHandle handle = Target;
        List<T> records = Look(kernel => all(handle.Name, kernel));
        foreach (string name in names)
        {
            NamePattern pattern = new(name);
            List<T> found = records.FindAll(one => pattern.IsMatch(nameOf(one)));
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) WriteError(missing(name, handle.Name).ToRecord());
            foreach (T one in found)
            {
                if (wanted is null || wanted(one)) WriteObject(one);
            }
        }
    }
}
