using System.Collections.Generic;
using KlpShell.Conformance.Scenarios;

namespace KlpShell.Conformance.Playing;

/// <summary>A part of a selftest: a line of its script, and what was logged up to the next one.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Kind">What the line is about.</param>
/// <param name="Text">The line.</param>
/// <param name="Log">All lines, the script's first.</param>
internal sealed record SelftestStep(int Number, SelftestStepKind Kind, string Text, List<LogLine> Log);
