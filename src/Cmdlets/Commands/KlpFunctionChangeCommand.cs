using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;

namespace KlpShell.Commands;

/// <summary>A cmdlet that does something with single functions.</summary>
public abstract class KlpFunctionChangeCommand : KlpChangeCommand
{
    /// <summary>The functions: names, <c>module:name</c>, <c>name,2</c> for the second of several, addresses, or objects from Get-KlpFunction and Get-KlpSymbol.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Function")]
    [NameOf("Function")]
    [ArgumentCompleter(typeof(FunctionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = null!;

    /// <summary>Does it with one.</summary>
    private protected abstract void Take(string name);

    /// <inheritdoc/>
    protected sealed override void Run()
    {
        foreach (string name in Name) Guard(() => Take(name));
    }
}
