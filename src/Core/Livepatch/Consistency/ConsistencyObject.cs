using System.Collections.Generic;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>An object of the consistency era (struct klp_object).</summary>
internal sealed class ConsistencyObject(KlpPatch patch, PatchObjectDefinition definition, bool dynamic) : KlpObject(patch, definition)
{
    /// <summary>True for an object that an atomic replace added, with nothing but nops.</summary>
    public bool Dynamic { get; } = dynamic;

    /// <summary>The addresses of its callbacks by kind, such as <c>pre_patch</c>.</summary>
    public IReadOnlyDictionary<string, ulong> Callbacks { get; init; } = new Dictionary<string, ulong>();

    /// <summary>True when pre_patch succeeded, so that post_unpatch will be called.</summary>
    public bool PostUnpatchEnabled { get; set; }

    /// <summary>True while its functions are in place.</summary>
    public bool Patched
    {
        get => State == KlpState.Enabled;
        set => State = value ? KlpState.Enabled : KlpState.Disabled;
    }

    /// <summary>Its functions.</summary>
    public IEnumerable<ConsistencyFunc> Funcs
    {
        get
        {
            for (int i = 0; i < Functions.Count; i++) yield return (ConsistencyFunc)Functions[i];
        }
    }
}
