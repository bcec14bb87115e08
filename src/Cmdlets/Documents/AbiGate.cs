using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Comparing;
using KlpShell.Core.Modules;
using KlpShell.Files;
using KlpShell.Internal;

namespace KlpShell.Documents;

/// <summary>
/// Holds what a live patch says that it touches of the ABI against the entries of the session's last Import-KlpAbi, else against those of
/// the manifests folders.
/// </summary>
internal static class AbiGate
{
    /// <summary>Warns of a patch, or refuses it, as the policy says. What only is worth knowing goes to the verbose stream.</summary>
    /// <param name="cmdlet">The cmdlet that is at work.</param>
    /// <param name="module">The patch's module; one that touches nothing of the ABI passes.</param>
    /// <param name="policy">What is done about findings.</param>
    /// <param name="location">Where the user is.</param>
    /// <param name="isKernelSymbol">Tells a symbol of the kernel, which is no ABI; null where there is no kernel.</param>
    public static void Check(PSCmdlet cmdlet, ModuleDefinition module, AbiPolicy policy, string? location, Func<string, bool>? isKernelSymbol)
    {
        if (policy == AbiPolicy.Ignore) return;
        ILookup<bool, AbiFinding> findings = Findings(cmdlet, module, policy, location, isKernelSymbol).ToLookup(IsMore);
        foreach (AbiFinding finding in findings[false]) cmdlet.WriteVerbose(Sentence(module, finding));
        if (policy == AbiPolicy.Refuse && findings[true].Any()) throw Failure.OfAbi(module.Name, [.. findings[true]]);
        foreach (AbiFinding finding in findings[true]) cmdlet.WriteWarning(Sentence(module, finding));
    }

    /// <summary>What the rules say of a patch; nothing of one that touches nothing of the ABI.</summary>
    public static IReadOnlyList<AbiFinding> Findings(PSCmdlet cmdlet, ModuleDefinition module, AbiPolicy policy, string? location, Func<string, bool>? isKernelSymbol)
    {
        AbiEntry[] touched = [.. module.Patches.SelectMany(patch => patch.AbiEntries)];
        if (touched.Length == 0 || Documented(cmdlet, policy, location) is not { } documented) return [];
        AbiCompareOptions options = new() { AsOf = DateOnly.FromDateTime(DateTime.Today), IsKernelSymbol = isKernelSymbol };
        return [.. AbiTouchRules.Check(documented, touched, options)];
    }

    /// <summary>True for a finding that is more than worth knowing.</summary>
    public static bool IsMore(AbiFinding finding) => finding.Severity > AbiSeverity.Information;

    // A document that can't be read is no reason to stop a patch where warnings are all that is asked for.
    private static AbiSet? Documented(PSCmdlet cmdlet, AbiPolicy policy, string? location)
    {
        try
        {
            return AbiStore.Known(location).Set;
        }
        catch (ManifestException error) when (policy == AbiPolicy.Warn)
        {
            foreach (KlpException problem in error.Errors) cmdlet.WriteWarning(problem.Message);
            return null;
        }
    }

    private static string Sentence(ModuleDefinition module, AbiFinding finding) => Text.Visible($"{finding.Rule} in patch '{module.Name}': {finding.Message}.");
}
