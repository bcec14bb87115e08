using System.Collections.Immutable;

namespace KlpShell.Core.Hosts;

/// <summary>A line of /proc/modules (m_show, kernel/module/procfs.c).</summary>
/// <param name="Name">The module.</param>
/// <param name="Size">Its memory in bytes.</param>
/// <param name="RefCount">Its references; -1 where the kernel can't unload modules.</param>
/// <param name="UsedBy">The modules that use it.</param>
/// <param name="State">Live, Loading or Unloading.</param>
/// <param name="Address">Where its text begins; 0 for an unprivileged reader.</param>
/// <param name="Taints">The letters of the taint that it brought.</param>
public sealed record HostModule(string Name, ulong Size, int RefCount, ImmutableArray<string> UsedBy, string State, ulong Address, string Taints)
{
    /// <summary>True when it is marked as a live patch (TAINT_LIVEPATCH).</summary>
    public bool IsLivepatch => Taints.Contains('K');
}
