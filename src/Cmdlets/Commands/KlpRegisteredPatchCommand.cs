using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;

namespace KlpShell.Commands;

/// <summary>A cmdlet that does something to patches that the kernel lists.</summary>
public abstract class KlpRegisteredPatchCommand : KlpChangeCommand
{
    /// <summary>Their names. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Patch")]
    [NameOf("Patch")]
    [ArgumentCompleter(typeof(PatchCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = null!;

    /// <summary>Does it to one.</summary>
    private protected abstract void Take(string kernelName, string name);

    /// <inheritdoc/>
    protected sealed override void Run()
    {
        string kernelName = Target.Name;
        foreach (string pattern in Name)
        {
            foreach (string name in Registered(pattern)) Guard(() => Take(kernelName, name));
        }
    }
}
