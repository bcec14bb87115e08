using System.Globalization;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>How the consistency era finds symbols: by name and position (klp_find_object_symbol, kernel/livepatch/core.c).</summary>
internal sealed class PositionLookup(Kernel kernel)
{
    /// <summary>Finds a symbol of an object; data counts as well. The address is 0 after a refusal.</summary>
    /// <param name="obj">The module; null for vmlinux, which one of the messages prints as a null pointer.</param>
    /// <param name="name">The symbol.</param>
    /// <param name="position">Which of several, counted from 1 by address; 0 where it must be the only one.</param>
    /// <param name="address">Its running address.</param>
    public Status Find(string? obj, string name, ulong position, out ulong address)
    {
        int count = kernel.Symbols.Position(obj, name, position, out address);
        if (kernel.Refuses(count == 0, Refusal.SymbolNotFound, name)) return Refuse($"symbol '{name}' not found in symbol table", Refusal.SymbolNotFound, name, out address);
        if (kernel.Refuses(count > 1 && position == 0, Refusal.SymbolAmbiguous, name))
        {
            return Refuse($"unresolvable ambiguity for symbol '{name}' in object '{obj ?? "(null)"}'", Refusal.SymbolAmbiguous, name, out address);
        }

        if (kernel.Refuses(position > 0 && position != (ulong)count, Refusal.SymbolPositionNotFound, name))
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"symbol position {position} for symbol '{name}' in object '{obj ?? "vmlinux"}' not found");
            return Refuse(text, Refusal.SymbolPositionNotFound, name, out address);
        }

        return Status.Ok;
    }

    private Status Refuse(string text, Refusal refusal, string name, out ulong address)
    {
        address = 0;
        kernel.Log.Write(LogLevel.Error, LivepatchCore.Prefix + text);
        return Status.Refused(Errno.EINVAL, refusal, name);
    }
}
