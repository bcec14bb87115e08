using KlpShell.Core.Abi.Searching;

namespace KlpShell.Documents;

/// <summary>Kernel versions as they are given to cmdlets: as text, since PowerShell takes a bare 6.10 for the number 6.1.</summary>
internal static class AbiVersions
{
    /// <summary>The version of a text; null for none.</summary>
    public static AbiKernelVersion? Of(string? text) =>
        text is null ? null : AbiKernelVersion.TryParse(text, out AbiKernelVersion version) ? version : throw Failure.Of("VersionUnreadable", text, text);
}
