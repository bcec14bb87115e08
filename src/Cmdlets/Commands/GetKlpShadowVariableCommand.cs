using System;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Completion;
using KlpShell.Core.Machine;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Lists shadow variables, or gets one as klp_shadow_get does: data that patches attach to objects from outside. No release before 4.15 has any.</summary>
[Cmdlet(VerbsCommon.Get, "KlpShadowVariable")]
[OutputType(typeof(ShadowVariableInfo))]
public sealed class GetKlpShadowVariableCommand : KlpKernelCommand
{
    /// <summary>Only those of this object: its address, or a symbol.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SymbolCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Object { get; set; }

    /// <summary>Only those of these ids.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ShadowIdCompleter))]
    public ulong[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        List<ShadowVariableInfo> found = Look(kernel =>
        {
            ulong? wanted = Object is null ? null : ShadowAccess.Address(kernel, handle.Name, Object);
            List<ShadowVariableInfo> infos = [];
            foreach (((ulong address, ulong id), Value data) in ShadowAccess.Of(kernel).All)
            {
                if ((wanted is null || address == wanted) && (Id is null || Array.IndexOf(Id, id) >= 0)) infos.Add(ShadowAccess.Info(handle.Name, kernel, address, id, data));
            }

            return infos;
        });
        foreach (ShadowVariableInfo info in found) WriteObject(info);
        if (found.Count == 0 && Object is not null && Id is [ulong id]) WriteError(Failure.Of("ShadowVariableNotFound", Object, Object, id, handle.Name).ToRecord());
    }
}
