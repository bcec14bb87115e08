using KlpShell.Core;

namespace KlpShell.Histories.Operations;

/// <summary>Finds functions by module and symbol.</summary>
internal static class Where
{
    /// <summary>The address of a function, or 0 where its module isn't loaded or has no such function.</summary>
    public static ulong Is(Kernel kernel, string? module, string function) =>
        module is null ? kernel.Symbols.AddressOf(function) : kernel.Modules.Find(module)?.Layout.AddressOf(function) ?? 0;

    /// <summary>The name of a function as cmdlets take it.</summary>
    public static string Path(string? module, string function) => module is null ? function : module + ":" + function;
}
