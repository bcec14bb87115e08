using System.Management.Automation;

namespace KlpShell.Commands;

/// <summary>Shows functions: whether a call of one is led elsewhere, which patch wins, who else hooks it, and the bytes at its entry. Without a name, those that a patch replaces or a hook sees.</summary>
[Cmdlet(VerbsCommon.Get, "KlpFunction", DefaultParameterSetName = "Name")]
[OutputType(typeof(FunctionInfo))]
public sealed class GetKlpFunctionCommand : KlpFunctionCommand
{
    private protected override void Write(FunctionInfo function) => WriteObject(function);
}
