using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch;

/// <summary>A system state in a loaded patch, with the data that its callbacks keep there (struct klp_state).</summary>
public sealed class SystemState
{
    internal SystemState(StateDefinition definition) => Definition = definition;

    /// <summary>What the author filled in.</summary>
    public StateDefinition Definition { get; }

    /// <summary>Its number.</summary>
    public ulong Id => Definition.Id;

    /// <summary>Its version.</summary>
    public uint Version => Definition.Version;

    /// <summary>What the callbacks keep (state->data).</summary>
    public Value Data { get; set; }

    internal SystemState Clone() => new(Definition) { Data = Data };
}
