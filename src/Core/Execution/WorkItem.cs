namespace KlpShell.Core.Execution;

/// <summary>Something that was queued to be done later, in a context of its own (struct work_struct). The set is closed, and an item holds names and numbers only, so that clones share it.</summary>
internal abstract record WorkItem
{
    /// <summary>True for work that only looks whether something has ended meanwhile: it doesn't count as an end of anybody's wait.</summary>
    public virtual bool IsRetry => false;

    /// <summary>Does it.</summary>
    public abstract void Run(Kernel kernel);
}
