using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Core.Modules;

namespace KlpShell.Commands;

/// <summary>Unloads modules, as rmmod does. What the kernel refuses stays.</summary>
[Cmdlet(VerbsCommon.Remove, "KlpModule", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveKlpModuleCommand : KlpChangeCommand
{
    /// <summary>Their names. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Module")]
    [NameOf("Module")]
    [ArgumentCompleter(typeof(ModuleCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = null!;

    /// <summary>Takes a module out although it is in use, as rmmod -f does. This taints the kernel, and leaves dangling pointers behind.</summary>
    [Parameter]
    public SwitchParameter RemoveForced { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        UnloadFlags flags = RemoveForced ? UnloadFlags.Forced : UnloadFlags.None;
        foreach (string pattern in Name)
        {
            foreach (string name in Loaded(pattern))
            {
                Guard(() => Change($"module '{name}'", RemoveForced ? "Unload by force" : "Unload", kernel => kernel.UnloadModule(name, flags), null));
            }
        }
    }

    private List<string> Loaded(string pattern)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(pattern)) return [pattern];
        NamePattern wildcard = new(pattern);
        return Seen(kernel =>
        {
            List<string> names = [];
            foreach (Module module in kernel.Modules.All)
            {
                if (wildcard.IsMatch(module.Name)) names.Add(module.Name);
            }

            return names;
        });
    }
}
