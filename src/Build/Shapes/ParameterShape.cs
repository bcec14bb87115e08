using System.Collections.Generic;

namespace KlpShell.Build.Shapes;

/// <summary>A parameter as its attributes describe it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as PowerShell writes it: <c>string[]</c>.</param>
/// <param name="IsSwitch">True for a switch.</param>
/// <param name="TakesWildcards">True where wildcards mean something.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="Values">The values that it takes, where they are few and named.</param>
/// <param name="Uses">How it is used, by parameter set; <c>__AllParameterSets</c> for those where it isn't said.</param>
public sealed record ParameterShape(
    string Name,
    string Type,
    bool IsSwitch,
    bool TakesWildcards,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> Values,
    IReadOnlyDictionary<string, ParameterUse> Uses)
{
    /// <summary>The name of the set that stands for all.</summary>
    public const string AllSets = "__AllParameterSets";

    /// <summary>How it is used in a set; null where it isn't.</summary>
    public ParameterUse? In(string set) => Uses.GetValueOrDefault(set) ?? Uses.GetValueOrDefault(AllSets);
}
