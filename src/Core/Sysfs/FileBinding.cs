using System;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Sysfs;

/// <summary>Which function a file is bound to.</summary>
/// <param name="File">The file.</param>
/// <param name="Module">The module whose functions are meant; null for vmlinux.</param>
internal sealed record FileBinding(FileDefinition File, string? Module)
{
    /// <summary>The running address of a function.</summary>
    public ulong Address(Kernel kernel, string function) => function.StartsWith("0x", System.StringComparison.Ordinal)
        ? ulong.Parse(function.AsSpan(2), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture)
        : Module is null
        ? kernel.Symbols.AddressOf(function)
        : kernel.Modules.Find(Module)?.Layout.AddressOf(function) ?? 0;
}
