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

    /// <summary>Writes once.</summary>
    public virtual Status Write(string text) => Status.Refused(Errno.EBADF, Refusal.AccessDenied);

    /// <summary>Closes it.</summary>
    public virtual void Close()
    {
    }
}
