using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.ModuleFiles;

/// <summary>A parameter as a module's file describes it (struct kernel_param).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How it is read, such as <c>int</c>; empty where the module reads it itself.</param>
/// <param name="Mode">The mode of its file.</param>
/// <param name="Place">Where its value is.</param>
internal sealed record FileParameter(string Name, string Kind, int Mode, ulong Place)
{
    /// <summary>Its value now.</summary>
    public Value Read(Module module) => Kind switch
    {
        "charp" => module.Contains(Place, 8) ? module.TextAt(module.ReadNumber(Place, 8)) ?? "" : "",
        "" => default,
        _ => module.Contains(Place, KernelNumber.SizeOf(Kind)) ? KernelNumber.Extend(module.ReadNumber(Place, KernelNumber.SizeOf(Kind)), Kind) : default,
    };
}
