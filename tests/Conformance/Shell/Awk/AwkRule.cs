using System;

namespace KlpShell.Conformance.Shell.Awk;

/// <summary>A rule of an awk program.</summary>
/// <param name="When">BEGIN, END, or empty for each record.</param>
/// <param name="Pattern">Whether it applies to a record; null for each.</param>
/// <param name="Action">What it does.</param>
internal sealed record AwkRule(string When, Func<AwkState, AwkValue>? Pattern, Action<AwkState> Action);
