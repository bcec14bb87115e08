using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Modules;
using KlpShell.Histories.World;

namespace KlpShell.Histories.Model;

/// <summary>A patch, as the log and the values of the calls tell of it.</summary>
internal sealed class ModelPatch
{
    public ModelPatch(ModuleDefinition module, Release release)
    {
        Module = module;
        Definition = module.Patches[0];
        bool registers = release.Has(Features.Registration);
        int order = 0;
        for (int i = 0; i < Definition.Objects.Length; i++)
        {
            PatchObjectDefinition definition = Definition.Objects[i];
            if (definition.Functions.IsDefault && (registers || definition.Name is null)) break;
            ModelObject obj = new(this, definition.Name, false);
            foreach (PatchFuncDefinition func in definition.Functions.IsDefault ? [] : definition.Functions)
            {
                if (!registers && func is { WithoutOldName: true, NewFunction: null, SymbolPosition: 0 }) break;
                string version = VersionOf(func.NewFunction);
                obj.Entries.Add(new ModelEntry(obj, func, Meanings.Of(release, definition.Name, func), version) { Order = order++ });
            }

            Objects.Add(obj);
        }

        Static = Objects.Count;
    }

    /// <summary>Its name.</summary>
    public string Name => Module.Name;

    /// <summary>Its module.</summary>
    public ModuleDefinition Module { get; }

    /// <summary>What the author filled in.</summary>
    public PatchDefinition Definition { get; }

    /// <summary>Its objects, as the kernel walks them.</summary>
    public List<ModelObject> Objects { get; } = [];

    /// <summary>How many of them are the author's.</summary>
    public int Static { get; }

    /// <summary>True while the kernel lists it.</summary>
    public bool Registered { get; set; }

    /// <summary>What its file <c>enabled</c> should say.</summary>
    public bool Enabled { get; set; }

    /// <summary>True once tasks were forced out of it: its module can't go.</summary>
    public bool Forced { get; set; }

    /// <summary>True once it was registered while it was registered.</summary>
    public bool RegisteredTwice { get; set; }

    /// <summary>How many references on its module it holds or has left behind.</summary>
    public int References { get; set; }

    /// <summary>The entries of all its objects.</summary>
    public IEnumerable<ModelEntry> Entries
    {
        get
        {
            foreach (ModelObject obj in Objects)
            {
                foreach (ModelEntry entry in obj.Entries) yield return entry;
            }
        }
    }

    /// <summary>The first object of a name that the kernel's walk meets.</summary>
    public ModelObject? Find(string? name) => Objects.Find(obj => obj.Name == name);

    /// <summary>Unhooks everything, and takes away what an atomic replace added.</summary>
    public void Clear()
    {
        foreach (ModelObject obj in Objects) obj.Unhook();
        DropNops();
    }

    /// <summary>Takes away what an atomic replace added.</summary>
    public void DropNops()
    {
        Objects.RemoveRange(Static, Objects.Count - Static);
        foreach (ModelObject obj in Objects) obj.Entries.RemoveAll(static entry => entry.IsNop);
    }

    // What the new function says when it runs: it stands behind the colon of its first line.
    private string VersionOf(string? function)
    {
        if (function is null) return "null";
        foreach (FunctionDefinition candidate in Module.Functions)
        {
            if (candidate.Name != function || candidate.Body.Steps[0] is not Core.Machine.Bodies.PrintkStep says) continue;
            return says.Text.Format[(says.Text.Format.LastIndexOf(':') + 1)..];
        }

        return "?";
    }
}
