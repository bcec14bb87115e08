using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch;

/// <summary>How the livepatch core of the first releases finds symbols (klp_find_object_symbol, klp_verify_vmlinux_symbol, kernel/livepatch/core.c).</summary>
internal sealed class SymbolLookup(Kernel kernel)
{
    /// <summary>Finds the only symbol of a name in an object; data counts as well. The address is 0 after a refusal.</summary>
    /// <param name="obj">The module; null for vmlinux, which the message prints as a null pointer.</param>
    /// <param name="name">The symbol.</param>
    /// <param name="address">Its running address.</param>
    public Status Find(string? obj, string name, out ulong address)
    {
        int count = kernel.Symbols.Count(obj, name, out address);
        if (count != 1) address = 0;
        if (kernel.Refuses(count == 0, Refusal.SymbolNotFound, name))
        {
            kernel.Log.Write(LogLevel.Error, $"{LivepatchCore.Prefix}symbol '{name}' not found in symbol table");
            return Status.Refused(Errno.EINVAL, Refusal.SymbolNotFound, name);
        }

        if (!kernel.Refuses(count > 1, Refusal.SymbolAmbiguous, name)) return Status.Ok;
        kernel.Log.Write(LogLevel.Error, $"{LivepatchCore.Prefix}unresolvable ambiguity ({count} matches) on symbol '{name}' in object '{obj ?? "(null)"}'");
        return Status.Refused(Errno.EINVAL, Refusal.SymbolAmbiguous, name);
    }

    /// <summary>Asks that vmlinux have a symbol at an address.</summary>
    public Status Verify(string name, ulong address)
    {
        if (!kernel.Refuses(!kernel.Symbols.IsVmlinuxSymbolAt(name, address), Refusal.SymbolAddressMismatch, name)) return Status.Ok;
        kernel.Log.Write(LogLevel.Error, $"{LivepatchCore.Prefix}symbol '{name}' not found at specified address 0x{address:x16}, kernel mismatch?");
        return Status.Refused(Errno.EINVAL, Refusal.SymbolAddressMismatch, name);
    }

    /// <summary>Finds a symbol outside the patched object: an export first, else one of the patch module itself.</summary>
    public Status FindExternal(string patchModule, string name, out ulong address)
    {
        address = kernel.Symbols.Exported(name);
        return address != 0 ? Status.Ok : Find(patchModule, name, out address);
    }
}
