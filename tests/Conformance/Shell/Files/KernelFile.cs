using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell.Files;

/// <summary>An open file of the simulated kernel.</summary>
internal sealed class KernelFile(Kernel kernel, long handle) : OpenFile
{
    private const int PageSize = 4096;

    /// <inheritdoc/>
    public override bool WritesAtOnce => true;

    /// <inheritdoc/>
    public override Status Read(out string text)
    {
        EntranceResult result = kernel.ReadHandle(handle).OrThrow();
        text = result.Output;
        return result.Status;
    }

    /// <inheritdoc/>
    public override Status Write(string text)
    {
        // kernfs takes a page of a longer text, and the library hands it the rest in another call.
        for (; text.Length > PageSize; text = text[PageSize..])
        {
            Status status = kernel.WriteHandle(handle, text[..PageSize]).OrThrow().Status;
            if (!status.Succeeded) return status;
        }

        return kernel.WriteHandle(handle, text).OrThrow().Status;
    }

    /// <inheritdoc/>
    public override Status WriteOnce(string text, out int taken)
    {
        EntranceResult result = kernel.WriteHandle(handle, text).OrThrow();
        taken = (int)result.Value.Number;
        return result.Status;
    }

    /// <inheritdoc/>
    public override void Close() => kernel.CloseHandle(handle);
}
