using KlpShell.Core.Machine;

namespace KlpShell.Core.Execution;

/// <summary>A function of vmlinux that the simulator carries out itself, such as klp_register_patch.</summary>
/// <param name="kernel">The kernel.</param>
/// <param name="task">The calling task.</param>
/// <param name="module">The name of the module that calls, or null.</param>
/// <param name="argument">What it was called with.</param>
internal delegate Value NativeFunction(Kernel kernel, KernelTask task, string? module, Value argument);
