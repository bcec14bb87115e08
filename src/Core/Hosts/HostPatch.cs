using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;

namespace KlpShell.Core.Hosts;

/// <summary>A patch's directory below /sys/kernel/livepatch.</summary>
/// <param name="Name">The patch, which is its module's name.</param>
/// <param name="Attributes">Its files with what they say; null for one that can't be read, as <c>force</c>.</param>
/// <param name="Objects">Its objects, by name.</param>
public sealed record HostPatch(string Name, ImmutableSortedDictionary<string, string?> Attributes, ImmutableArray<HostObject> Objects)
{
    /// <summary>What <c>enabled</c> says; null where there is no such file.</summary>
    public bool? Enabled => Flag("enabled");

    /// <summary>What <c>transition</c> says; null where there is no such file.</summary>
    public bool? Transition => Flag("transition");

    /// <summary>What <c>replace</c> says; null where there is no such file.</summary>
    public bool? Replace => Flag("replace");

    /// <summary>What <c>stack_order</c> says: its place in the kernel's list, from 1; null where there is no such file.</summary>
    public int? StackOrder => int.TryParse(Attributes.GetValueOrDefault("stack_order"), NumberStyles.None, CultureInfo.InvariantCulture, out int order) ? order : null;

    /// <summary>All its functions with their objects.</summary>
    public IEnumerable<(HostObject Object, HostFunction Function)> Functions
    {
        get
        {
            foreach (HostObject obj in Objects)
            {
                foreach (HostFunction function in obj.Functions) yield return (obj, function);
            }
        }
    }

    /// <summary>True when it replaces that function.</summary>
    public bool Has(string obj, HostFunction function)
    {
        foreach ((HostObject mine, HostFunction replaced) in Functions)
        {
            if (mine.Name == obj && replaced.Name == function.Name && replaced.Position == function.Position) return true;
        }

        return false;
    }

    private bool? Flag(string name) => Attributes.GetValueOrDefault(name) switch
    {
        "0" => false,
        "1" => true,
        _ => null,
    };
}
