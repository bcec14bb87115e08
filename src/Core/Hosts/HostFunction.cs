namespace KlpShell.Core.Hosts;

/// <summary>A function's directory below /sys/kernel/livepatch.</summary>
/// <param name="Name">The function that is replaced.</param>
/// <param name="Position">Which of several of that name, from 1; 0 where the directory doesn't say.</param>
public sealed record HostFunction(string Name, int Position)
{
    /// <summary>The directory's name.</summary>
    public string Directory => Position == 0 ? Name : $"{Name},{Position}";
}
