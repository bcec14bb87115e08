using System.Globalization;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Symbols;

namespace KlpShell.Session;

/// <summary>The way to a kernel's shadow variables.</summary>
internal static class ShadowAccess
{
    /// <summary>The shadow variables, or the error where the release has none.</summary>
    public static ShadowVariables Of(Kernel kernel) => kernel.Livepatch.Shadow
        ?? throw Failure.Of("Can't reach shadow variables", Status.Refused(Errno.ENOENT, Refusal.NotInThisRelease, "klp_shadow_get"), kernel.Release.Name, []);

    /// <summary>The address that a person means: in figures, or by a symbol.</summary>
    public static ulong Address(Kernel kernel, string kernelName, string text)
    {
        if (Functions.TryAddress(text, out ulong address) || ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out address)) return address;
        address = kernel.Symbols.AddressOf(text);
        return address != 0 ? address : throw Failure.Of("SymbolUnknown", text, text, kernelName);
    }

    /// <summary>The record of a variable.</summary>
    public static ShadowVariableInfo Info(string kernelName, Kernel kernel, ulong address, ulong id, Value data) => new()
    {
        Address = address,
        Symbol = !kernel.Symbols.TryFindContaining(address, out Symbol symbol, out ulong offset) ? null : offset == 0 ? symbol.Name : kernel.Symbols.Describe(address),
        Id = id,
        Data = data.Text is { } text ? text : data.Number,
        Kernel = kernelName,
    };
}
