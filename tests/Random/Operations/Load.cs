using System.Collections.Generic;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Histories.Operations;

/// <summary>insmod.</summary>
/// <param name="Module">The module.</param>
/// <param name="File">The name of the manifest that a script finds it in.</param>
/// <param name="Number">The text for its parameter <c>number</c>; null to leave it out.</param>
internal sealed record Load(ModuleDefinition Module, string File, string? Number = null) : Operation
{
    public override string Script => $"Add-KlpModule (Join-Path $PSScriptRoot {Quote(File)})" + (Number is null ? "" : $" -Parameter @{{ number = {Quote(Number)} }}");

    public override Status Do(Kernel kernel) => kernel.LoadModule(Module, Number is null ? "" : "number=" + Number).Status;

    public override IEnumerable<Operation> Simpler()
    {
        if (Number is not null) yield return this with { Number = null };
        if (Module.Patches.IsEmpty) yield break;
        PatchDefinition patch = Module.Patches[0];
        if (patch.Replace) yield return With(patch with { Replace = false });
        if (!patch.States.IsEmpty) yield return With(patch with { States = [] });
        for (int i = 0; i < patch.Objects.Length; i++)
        {
            PatchObjectDefinition obj = patch.Objects[i];
            if (patch.Objects.Length > 1) yield return With(patch with { Objects = patch.Objects.RemoveAt(i) });
            if (obj.Callbacks is not null) yield return With(patch, obj, obj with { Callbacks = null });
            if (!obj.Relocations.IsDefault) yield return With(patch, obj, obj with { Relocations = default });
            if (obj.Functions.IsDefault) continue;
            foreach (PatchFuncDefinition func in obj.Functions.Where(_ => obj.Functions.Length > 1)) yield return With(patch, obj, obj with { Functions = obj.Functions.Remove(func) });
        }
    }

    private Load With(PatchDefinition patch) => this with { Module = Module with { Patches = [patch] } };

    private Load With(PatchDefinition patch, PatchObjectDefinition old, PatchObjectDefinition changed) => With(patch with { Objects = patch.Objects.Replace(old, changed) });
}
