using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell.Files;

/// <summary>What a descriptor of the shell stands for.</summary>
internal abstract class OpenFile
{
    /// <summary>True where each write is a call of its own into the kernel, so that output must be handed over whole.</summary>
    public virtual bool WritesAtOnce => false;

    /// <summary>Reads to the end.</summary>
    public virtual Status Read(out string text)
    {
        text = "";
        return Status.Refused(Errno.EBADF, Refusal.AccessDenied);
    }

    /// <summary>Reads a line without its end; null where there is none.</summary>
    public virtual string? ReadLine() => Read(out string text).Succeeded && text.Length > 0 ? CommandContext.Lines(text)[0] : null;

    /// <summary>Writes once.</summary>
    public virtual Status Write(string text) => Status.Refused(Errno.EBADF, Refusal.AccessDenied);

    /// <summary>Makes one call.</summary>
    /// <param name="text">What is written.</param>
    /// <param name="taken">How much of it was taken.</param>
    public virtual Status WriteOnce(string text, out int taken)
    {
        taken = text.Length;
        return Write(text);
    }

    /// <summary>Closes it.</summary>
    public virtual void Close()
    {
    }
}
