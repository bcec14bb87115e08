using System.Management.Automation.Provider;
using KlpShell.Core;
using KlpShell.Session;

namespace KlpShell.Drive;

/// <content>What files say, and writing to them.</content>
public sealed partial class KlpProvider
{
    /// <inheritdoc/>
    public object GetContentReaderDynamicParameters(string path) => new FileReadParameters();

    /// <inheritdoc/>
    public object GetContentWriterDynamicParameters(string path) => new FileWriteParameters();

    /// <inheritdoc/>
    public object ClearContentDynamicParameters(string path) => new FileUserParameters();

    /// <inheritdoc/>
    public IContentReader GetContentReader(string path)
    {
        string plain = Plain(path);
        string said = "";
        Guard(() =>
        {
            KernelHandle handle = Handle ?? throw Failure.Of("NoKernel", plain);
            EntranceResult read = handle.Enter(kernel => kernel.ReadFile(plain, UserId), () => Stopping);
            said = read.Succeeded ? read.Output : throw Failure.Of($"Can't read '{plain}'", read, plain);
        });
        return new KlpContentReader(said, DynamicParameters is FileReadParameters { Raw.IsPresent: true });
    }

    /// <inheritdoc/>
    public IContentWriter GetContentWriter(string path)
    {
        string plain = Plain(path);
        IContentWriter? writer = null;
        Guard(() => writer = new KlpContentWriter(this, Handle ?? throw Failure.Of("NoKernel", plain), plain, UserId, DynamicParameters is FileWriteParameters { NoNewline.IsPresent: true }));
        return writer!;
    }

    /// <summary>Opens the file for writing and closes it, as <c>: > file</c> does: these files have nothing that could be cut off.</summary>
    public void ClearContent(string path)
    {
        // Set-Content comes by here first, and tells of what is wrong when it opens the file itself.
        if (DynamicParameters is FileWriteParameters) return;
        string plain = Plain(path);
        Guard(() =>
        {
            KernelHandle handle = Handle ?? throw Failure.Of("NoKernel", plain);
            if (!Agreed(handle, plain, "Clear content", plain, kernel => kernel.WriteFile(plain, "", UserId))) return;
            EntranceResult written = handle.Enter(kernel => kernel.WriteFile(plain, "", UserId), () => Stopping);
            if (!written.Succeeded) throw Failure.Of($"Can't write to '{plain}'", written, plain);
        });
    }
}
