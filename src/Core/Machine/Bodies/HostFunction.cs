namespace KlpShell.Core.Machine.Bodies;

/// <summary>Code of the host that stands in for a simulated function.</summary>
/// <param name="kernel">The kernel it runs in.</param>
/// <param name="task">The task that called it.</param>
/// <param name="argument">What the caller passed.</param>
/// <returns>What the function returns.</returns>
public delegate Value HostFunction(Kernel kernel, KernelTask task, Value argument);
