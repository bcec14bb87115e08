namespace KlpShell.Core.Hosts;

/// <summary>A simulated kernel in a host's state.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="Report">The host, with the differences that the rehearsal of its history showed.</param>
public sealed record HostKernel(Kernel Kernel, HostReport Report);
