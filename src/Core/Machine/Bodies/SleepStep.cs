using System;

namespace KlpShell.Core.Machine.Bodies;

/// <summary>Sleeps for a while of virtual time. Allowed in process context.</summary>
/// <param name="Duration">How long.</param>
/// <param name="Sleep">What may end the sleep early.</param>
public sealed record SleepStep(TimeSpan Duration, TaskState Sleep = TaskState.Uninterruptible) : Step;
