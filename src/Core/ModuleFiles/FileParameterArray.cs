using KlpShell.Core.Modules;

namespace KlpShell.Core.ModuleFiles;

/// <summary>How the values of a parameter lie that has several (struct kparam_array, include/linux/moduleparam.h).</summary>
/// <param name="Most">How many there may be.</param>
/// <param name="ElementSize">The bytes of one.</param>
/// <param name="Count">Where it is noted how many are set; 0 for nowhere.</param>
/// <param name="Kind">How one is read, such as <c>int</c>.</param>
/// <param name="Elements">Where the first one is.</param>
internal sealed record FileParameterArray(uint Most, uint ElementSize, ulong Count, string Kind, ulong Elements)
{
    private const uint Size = 32;

    /// <summary>Reads it; null where it isn't in the module's memory.</summary>
    public static FileParameterArray? Read(Kernel kernel, Module module, ulong at)
    {
        if (!module.Contains(at, Size)) return null;
        string kind = FileParameters.KindOf(kernel, module.ReadNumber(at + 16, 8));
        return new FileParameterArray(
            (uint)module.ReadNumber(at, 4), (uint)module.ReadNumber(at + 4, 4), module.ReadNumber(at + 8, 8), kind == FileParameter.Array ? "" : kind, module.ReadNumber(at + 24, 8));
    }
}
