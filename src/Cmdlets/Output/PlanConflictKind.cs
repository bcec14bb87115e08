namespace KlpShell;

/// <summary>How a planned operation gets in another patch's way, or that in its.</summary>
public enum PlanConflictKind
{
    /// <summary>Both patches replace a function.</summary>
    SharedFunction,
    /// <summary>The other patch's place is taken: it would be gone.</summary>
    Replaced,
    /// <summary>The other patch is in transition, and the kernel does one at a time.</summary>
    InTransition,
    /// <summary>A system state of the other patch stands against it.</summary>
    SystemState,
    /// <summary>The release keeps an order in which patches are enabled and disabled.</summary>
    Order,
    /// <summary>Somebody else hooks a function.</summary>
    Hooked,
}
