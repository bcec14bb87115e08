using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Vetting;

namespace KlpShell.Projection;

/// <summary>Makes the records of verdicts on modules' files.</summary>
internal static class VerdictProjection
{
    public static ModuleVerdictInfo Of(string path, string kernelName, ModuleVerdict verdict)
    {
        Refusal refusal = verdict.Status.Refusal;
        return new ModuleVerdictInfo
        {
            Path = path,
            Module = verdict.File.Name,
            Kernel = kernelName,
            Verdict = verdict.Kind,
            IsLivepatch = verdict.File.IsLivepatch,
            Errno = verdict.Status.ReturnValue < 0 ? verdict.Status.Errno : Errno.None,
            ErrorId = refusal == Refusal.None ? "" : refusal.ToString(),
            Subject = verdict.Status.Subject ?? "",
            Reason = Reason(verdict),
            Offset = verdict.FileRefusal?.Offset,
            Log = [.. verdict.Log.Select(line => LogProjection.Of(kernelName, line))],
            Taint = verdict.Taints.Letters(),
            Checks = [.. verdict.Checks.Select(Of)],
            Late = [.. verdict.Late.Select(Of)],
            Functions = [.. verdict.Functions.Select(Of)],
            Replaces = [.. verdict.Replaces],
            Unfollowed = [.. verdict.Opaque.Select(static code => $"{code.Function} [{code.Module}]: {code.Reason}")],
        };
    }

    private static string Reason(ModuleVerdict verdict)
    {
        List<string> parts = [];
        if (!verdict.Status.Succeeded) parts.Add(ErrorTable.Find(verdict.Status.Refusal.ToString()).Meaning);
        if (verdict.FileRefusal?.Explanation is { } explanation) parts.Add(explanation);
        if (verdict.FileRefusal is { } refused) parts.Add(string.Create(CultureInfo.InvariantCulture, $"see offset 0x{refused.Offset:x} of the file"));
        if (verdict.Kind == VerdictKind.LoadsThenRefuses) parts.Add($"it loads, and then {string.Join(", ", verdict.Late.Select(static late => late.Module))} will be refused when it comes");
        return string.Join("; ", parts);
    }

    private static ModuleCheckInfo Of(ModuleCheck check) => new()
    {
        Check = check.Name,
        Outcome = check.Outcome,
        Subject = check.Subject ?? "",
        Evidence = check.Evidence,
        Offset = check.Offset,
    };

    private static LateRefusalInfo Of(LateRefusal late) => new()
    {
        Module = late.Module,
        Errno = late.Errno,
        ErrorId = late.Refusal.ToString(),
        Subject = late.Subject ?? "",
        Log = Failure.Lines(late.Log),
    };

    private static ResolvedFunctionInfo Of(ResolvedFunction function) => new()
    {
        Object = function.Object,
        OldName = function.OldName,
        SymbolPosition = function.SymbolPosition,
        OldAddress = function.OldAddress,
        OldSize = function.OldSize,
        NewName = function.NewName ?? "",
        NewAddress = function.NewAddress,
        NewSize = function.NewSize,
    };
}
