using System.Collections.Generic;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>A patch of the consistency era (struct klp_patch).</summary>
internal sealed class ConsistencyPatch : KlpPatch
{
    private SystemState[] _states;

    internal ConsistencyPatch(Module owner, PatchDefinition definition)
        : base(owner, definition)
    {
        List<SystemState> states = [];
        foreach (StateDefinition state in definition.States)
        {
            if (state.Id == 0) break;
            states.Add(new SystemState(state));
        }

        _states = [.. states];
    }

    /// <summary>True when it takes the place of all older patches.</summary>
    public bool Replace => Definition.Replace;

    /// <summary>What the file <c>enabled</c> says.</summary>
    public bool Enabled
    {
        get => State == KlpState.Enabled;
        set => State = value ? KlpState.Enabled : KlpState.Disabled;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SystemState> States => _states;

    /// <summary>Its objects, those that an atomic replace added behind the author's.</summary>
    public IEnumerable<ConsistencyObject> EachOf
    {
        get
        {
            foreach (KlpObject obj in EachObject()) yield return (ConsistencyObject)obj;
        }
    }

    /// <summary>The kernel's walk ends at the first object without a name and without functions (klp_for_each_object_static).</summary>
    internal override IEnumerable<KlpObject> EachObject()
    {
        bool ended = false;
        for (int i = 0; i < Objects.Count; i++)
        {
            ConsistencyObject obj = (ConsistencyObject)Objects[i];
            ended |= EndsWalk(obj);
            if (obj.Dynamic || !ended) yield return obj;
        }
    }

    /// <summary>The first object of a module that the kernel's walk meets; null for none. Each module that comes asks each patch.</summary>
    public ConsistencyObject? Find(string module)
    {
        bool ended = false;
        for (int i = 0; i < Objects.Count; i++)
        {
            ConsistencyObject obj = (ConsistencyObject)Objects[i];
            ended |= EndsWalk(obj);
            if ((obj.Dynamic || !ended) && obj.Name == module) return obj;
        }

        return null;
    }

    private static bool EndsWalk(ConsistencyObject obj) => !obj.Dynamic && obj.Name is null && obj.Definition.Functions.IsDefault;

    private protected override void CloneEra(KlpPatch origin, CloneContext context)
    {
        _states = [.. _states];
        for (int i = 0; i < _states.Length; i++) _states[i] = _states[i].Clone();
    }
}
