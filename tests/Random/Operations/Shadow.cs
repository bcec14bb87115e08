using System.Globalization;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;

namespace KlpShell.Histories.Operations;

/// <summary>A shadow variable is set, or detached.</summary>
/// <param name="Object">The object's address.</param>
/// <param name="Id">The variable's id.</param>
/// <param name="Data">What it holds from here on; null to detach it.</param>
internal sealed record Shadow(ulong Object, ulong Id, int? Data) : Operation
{
    public override string Script => string.Create(CultureInfo.InvariantCulture, $"Set-KlpShadowVariable 0x{Object:x} {Id} ") + (Data is { } data ? data.ToString(CultureInfo.InvariantCulture) : "-Detach");

    public override bool Fits(Kernel kernel) => kernel.Livepatch.Shadow is not null;

    public override Status Do(Kernel kernel)
    {
        ShadowVariables shadow = kernel.Livepatch.Shadow!;
        if (Data is not { } data)
        {
            shadow.Free(Object, Id);
            return Status.Ok;
        }

        return shadow.GetOrAlloc(kernel, Object, Id) is not null && shadow.Set(Object, Id, data) ? Status.Ok : Status.Refused(Errno.ENOMEM, Refusal.OutOfMemory);
    }
}
