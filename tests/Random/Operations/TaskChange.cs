namespace KlpShell.Histories.Operations;

/// <summary>What can be done to a task from outside.</summary>
internal enum TaskChange
{
    /// <summary>It is woken.</summary>
    Wake,
    /// <summary>It gets a signal.</summary>
    Signal,
    /// <summary>It is gone.</summary>
    Exit,
    /// <summary>Its stack can be walked from here on.</summary>
    Trust,
    /// <summary>Its stack can't be walked from here on.</summary>
    Distrust,
}
