namespace KlpShell.Core.Machine;

/// <summary>
/// What a call into the simulated kernel came to: success, or an errno with the check that gave it and the thing that failed it.
/// A refusal is a result, never an exception.
/// </summary>
/// <param name="Errno">The error number; <see cref="Machine.Errno.None"/> is success.</param>
/// <param name="Refusal">Which check said no.</param>
/// <param name="Subject">The name of what failed the check (a symbol, a patch, a path).</param>
public readonly record struct Status(Errno Errno, Refusal Refusal = Refusal.None, string? Subject = null)
{
    /// <summary>Success.</summary>
    public static Status Ok => default;

    /// <summary>True when nothing was refused.</summary>
    public bool Succeeded => Errno == Errno.None && Refusal == Refusal.None;

    /// <summary>The value that the kernel function returns: 0, or the negative errno.</summary>
    public int ReturnValue => -(int)Errno;

    /// <summary>A refusal.</summary>
    public static Status Refused(Errno errno, Refusal refusal, string? subject = null) => new(errno, refusal, subject);

    /// <inheritdoc/>
    public override string ToString() => Succeeded ? "0" : $"{ReturnValue} ({Errno}, {Refusal}{(Subject is null ? "" : ": " + Subject)})";
}
