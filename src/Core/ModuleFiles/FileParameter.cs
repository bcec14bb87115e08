using System.Collections.Generic;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.ModuleFiles;

/// <summary>A parameter as a module's file describes it (struct kernel_param).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How it is read, such as <c>int</c>; empty where the module reads it itself.</param>
/// <param name="Mode">The mode of its file.</param>
/// <param name="Place">Where its value is.</param>
/// <param name="Items">How its values lie where it has several.</param>
internal sealed record FileParameter(string Name, string Kind, int Mode, ulong Place, FileParameterArray? Items = null)
{
    /// <summary>The kind of one with several values.</summary>
    public const string Array = "array";

    /// <summary>Its value now; of several, those that are set, with commas between.</summary>
    public Value Read(Module module)
    {
        if (Items is null) return Kind == Array ? default : Read(module, Kind, Place);
        List<Value> values = [];
        ulong count = module.Contains(Items.Count, 4) ? module.ReadNumber(Items.Count, 4) : Items.Most;
        for (uint i = 0; i < count && i < Items.Most; i++) values.Add(Read(module, Items.Kind, Items.Elements + i * Items.ElementSize));
        return string.Join(',', values);
    }

    private static Value Read(Module module, string kind, ulong place) => kind switch
    {
        "charp" => module.Contains(place, 8) ? module.TextAt(module.ReadNumber(place, 8)) ?? "" : "",
        "" => default,
        _ => module.Contains(place, KernelNumber.SizeOf(kind)) ? KernelNumber.Extend(module.ReadNumber(place, KernelNumber.SizeOf(kind)), kind) : default,
    };
}
