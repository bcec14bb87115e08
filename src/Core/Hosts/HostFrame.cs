namespace KlpShell.Core.Hosts;

/// <summary>A line of /proc/PID/stack: <c>[&lt;0&gt;] name+0x27/0x60 [module]</c>.</summary>
/// <param name="Function">The function; a bare address where the kernel had no name for it.</param>
/// <param name="Offset">Bytes from its start.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Module">The module that it lies in; null for vmlinux.</param>
public sealed record HostFrame(string Function, ulong Offset, ulong Size, string? Module)
{
    /// <inheritdoc/>
    public override string ToString() => Size == 0 ? Function : $"{Function}+0x{Offset:x}/0x{Size:x}{(Module is null ? "" : $" [{Module}]")}";
}
