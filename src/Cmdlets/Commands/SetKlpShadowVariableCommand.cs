using System.Management.Automation;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Attaches a shadow variable to an object, or changes the one that is there: klp_shadow_get_or_alloc, and a write to what it gives. With -Detach, klp_shadow_free.</summary>
[Cmdlet(VerbsCommon.Set, "KlpShadowVariable", SupportsShouldProcess = true)]
[OutputType(typeof(ShadowVariableInfo))]
public sealed class SetKlpShadowVariableCommand : KlpChangeCommand
{
    /// <summary>The object: its address, or a symbol.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SymbolCompleter))]
    [ValidateNotNullOrEmpty]
    public string Object { get; set; } = null!;

    /// <summary>The variable's id.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ShadowIdCompleter))]
    public ulong Id { get; set; }

    /// <summary>What it holds from now on: a number or a string; 0 when left out.</summary>
    [Parameter(Position = 2)]
    public object? Data { get; set; }

    /// <summary>Detaches it. One that isn't there is no error, as in the kernel.</summary>
    [Parameter]
    public SwitchParameter Detach { get; set; }

    /// <summary>Writes the variable.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        ulong address = Seen(kernel => ShadowAccess.Address(kernel, handle.Name, Object));
        Value data = Arguments.Value(Data);
        Change(
            $"shadow variable {Id} of {Object}",
            Detach ? "Detach" : "Set",
            kernel =>
            {
                long before = kernel.Log.NextSequence;
                ShadowVariables shadow = ShadowAccess.Of(kernel);
                if (Detach)
                {
                    shadow.Free(address, Id);
                }
                else
                {
                    shadow.GetOrAlloc(kernel, address, Id);
                    shadow.Set(address, Id, data);
                }

                return new EntranceResult(Status.Ok, "", default, kernel.Log.Since(before));
            },
            PassThru && !Detach ? kernel => ShadowAccess.Info(handle.Name, kernel, address, Id, data) : null);
    }
}
