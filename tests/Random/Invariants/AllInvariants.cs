using System.Collections.Generic;

namespace KlpShell.Histories.Invariants;

/// <summary>All invariants that are looked at after each step, the simplest first.</summary>
internal static class AllInvariants
{
    public static IReadOnlyList<Invariant> List { get; } =
    [
        new MutexInvariant(), new TaintInvariant(), new ReferenceCountInvariant(), new StateInvariant(), new StackInvariant(), new TextInvariant(), new SysfsInvariant(),
        new SideInvariant(), new ExecutionInvariant(), new FrameInvariant(), new MixInvariant(), new RefusalInvariant(),
    ];
}
