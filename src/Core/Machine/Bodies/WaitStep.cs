namespace KlpShell.Core.Machine.Bodies;

/// <summary>Waits until a module parameter is true (wait_event and its kin). Allowed in process context.</summary>
/// <param name="Parameter">The parameter of the function's own module.</param>
/// <param name="Sleep">What else may end the wait.</param>
public sealed record WaitStep(string Parameter, TaskState Sleep = TaskState.Uninterruptible) : Step;
