namespace KlpShell;

/// <summary>What a planned operation would come to.</summary>
public enum PlanOutcome
{
    /// <summary>It would be done, and what it begins would be over by the horizon.</summary>
    Works,
    /// <summary>It is so already.</summary>
    NothingToDo,
    /// <summary>It would be refused.</summary>
    Refused,
    /// <summary>It would begin a transition that isn't over by the horizon.</summary>
    Stalls,
    /// <summary>It comes to a script block that stands in for a function. A plan doesn't run that, and what is said holds up to there.</summary>
    Inexact,
}
