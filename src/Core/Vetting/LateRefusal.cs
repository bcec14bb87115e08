using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Vetting;

/// <summary>A module that would be refused when it comes, because of a live patch that is installed by then.</summary>
/// <param name="Module">The module.</param>
/// <param name="Errno">What its load comes back with.</param>
/// <param name="Refusal">Which check refuses it.</param>
/// <param name="Subject">What fails the check.</param>
/// <param name="Log">What is logged then.</param>
public sealed record LateRefusal(string Module, Errno Errno, Refusal Refusal, string? Subject, IReadOnlyList<LogRecord> Log);
