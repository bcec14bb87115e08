using System.Collections.Immutable;
using KlpShell.Core.Machine;

namespace KlpShell.Core.ModuleFiles.Signatures;

/// <summary>What a kernel without the signer's key makes of a signature.</summary>
/// <param name="Errno">What the check comes to: <see cref="Errno.None"/> for one whose key it would look for, which then isn't there.</param>
/// <param name="Lines">What it logs on the way.</param>
public sealed record SignatureVerdict(Errno Errno, ImmutableArray<SignatureLine> Lines)
{
    /// <summary>True where the kernel loads the module all the same, as long as it doesn't enforce signatures (module_sig_check).</summary>
    public bool Loads => Errno is Errno.None or Errno.ENOPKG;
}
