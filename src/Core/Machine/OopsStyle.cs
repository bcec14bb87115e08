using System;
using System.Globalization;

namespace KlpShell.Core.Machine;

/// <summary>How an oops reads in a release (show_fault_oops, arch/x86/mm/fault.c; __die, arch/x86/kernel/dumpstack.c).</summary>
/// <param name="FirstLine">The line about the address that was touched.</param>
/// <param name="Header">The line with the error code and the oops's number.</param>
internal sealed record OopsStyle(Func<ulong, string> FirstLine, Func<string, int, string> Header)
{
    /// <summary>3.19 and 4.1.</summary>
    public static OopsStyle Early { get; } = new(
        static address => address == 0
            ? "BUG: unable to handle kernel NULL pointer dereference at           (null)"
            : string.Create(CultureInfo.InvariantCulture, $"BUG: unable to handle kernel paging request at {address:x16}"),
        static (code, number) => string.Create(CultureInfo.InvariantCulture, $"Oops: {code} [#{number}] SMP "));

    /// <summary>6.x.</summary>
    /// <param name="start">How the header begins.</param>
    public static OopsStyle Later(string start) => new(
        static address => address == 0
            ? "BUG: kernel NULL pointer dereference, address: 0000000000000000"
            : string.Create(CultureInfo.InvariantCulture, $"BUG: unable to handle page fault for address: {address:x16}"),
        (code, number) => string.Create(CultureInfo.InvariantCulture, $"{start}: {code} [#{number}] PREEMPT SMP NOPTI"));
}
