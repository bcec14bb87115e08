using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using KlpShell.Core;
using KlpShell.Core.Abi;
using KlpShell.Core.Machine;
using KlpShell.Internal;
using KlpShell.Projection;

namespace KlpShell;

/// <summary>Makes the errors of the cmdlets: from a row of the error table, or from what the kernel answered.</summary>
internal static class Failure
{
    /// <summary>An error of the shell's own.</summary>
    /// <param name="id">Its row.</param>
    /// <param name="target">What it is about.</param>
    /// <param name="arguments">What fills the places in the row's text.</param>
    public static KlpException Of(string id, object? target, params object?[] arguments)
    {
        ErrorEntry entry = ErrorTable.Find(id);
        string[] shown = Array.ConvertAll(arguments, static argument => Text.Visible(Convert.ToString(argument, CultureInfo.InvariantCulture) ?? ""));
        return new KlpException(id, $"{Sentence(Fill(entry.Meaning, shown))} {Fill(entry.Advice, shown)}", target);
    }

    /// <summary>The same error, with what it came of as its InnerException.</summary>
    public static KlpException By(Exception cause, KlpException error) => new(error.ErrorId, error.Message, error.Target, cause);

    /// <summary>The error of a patch that rules of the ABI forbid.</summary>
    /// <param name="patch">Its name.</param>
    /// <param name="findings">What the rules say.</param>
    public static KlpException OfAbi(string patch, IReadOnlyList<AbiFinding> findings)
    {
        KlpException refused = Failure.Of("AbiPolicyRefused", patch, patch, string.Join("; ", findings.Select(finding => $"{finding.Rule} {finding.Message}")));
        refused.Findings = Array.AsReadOnly<AbiFindingInfo>([.. findings.Select(AbiProjection.Of)]);
        return refused;
    }

    /// <summary>An error of the kernel's: what was tried, which check said no, the errno, what to do next, and what was logged.</summary>
    /// <param name="attempt">What was tried, such as <c>Can't enable patch 'x'</c>.</param>
    /// <param name="status">The refusal.</param>
    /// <param name="target">What it is about.</param>
    /// <param name="log">The lines that were logged meanwhile.</param>
    public static KlpException Of(string attempt, Status status, object? target, IReadOnlyList<LogRecord> log)
    {
        ErrorEntry entry = ErrorTable.Find(status.Refusal.ToString());
        StringBuilder message = new(attempt);
        message.Append(": ").Append(entry.Meaning);
        if (!string.IsNullOrEmpty(status.Subject) && !attempt.Contains($"'{status.Subject}'", System.StringComparison.Ordinal)) message.Append(" ('").Append(status.Subject).Append("')");
        if (status.Errno != Errno.None) message.Append(CultureInfo.InvariantCulture, $" [{status.Errno} {(int)status.Errno}: {status.Errno.Text()}]");
        message.Append(". ").Append(entry.Advice);
        IReadOnlyList<string> lines = Lines(log);
        for (int i = 0; i < lines.Count; i++) message.Append(i == 0 ? "\nThe kernel logged:\n  " : "\n  ").Append(lines[i]);
        return new KlpException(entry.Id, Text.Visible(message.ToString()), target) { Errno = status.Errno, Refusal = status.Refusal, LogLines = lines };
    }

    /// <summary>Lines of the log as an error carries them.</summary>
    public static IReadOnlyList<string> Lines(IReadOnlyList<LogRecord> log)
    {
        string[] lines = new string[log.Count];
        for (int i = 0; i < lines.Length; i++) lines[i] = log[i].Text;
        return System.Array.AsReadOnly(lines);
    }

    /// <summary>The same for what an entrance came to.</summary>
    public static KlpException Of(string attempt, EntranceResult result, object? target) => Of(attempt, result.Status, target, result.Log);

    private static string Fill(string text, string[] arguments) => arguments.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, arguments);

    // What fills a text may end a sentence by itself.
    private static string Sentence(string text) => text.Length > 0 && text[^1] is '.' or '?' or '!' ? text : text + ".";
}
