using System;

namespace KlpShell.Core.Machine;

/// <summary>One thing that was done to a kernel from outside, and what came of it. Reads, calls and the passing of time change nothing by themselves and have none.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Subject">To whom: a module, a path, a task.</param>
/// <param name="Detail">With what: a module's arguments, what was written; empty for none.</param>
/// <param name="Begin">When it began, in virtual time since boot.</param>
/// <param name="End">When it had come back.</param>
/// <param name="Status">What it came to.</param>
/// <param name="FirstLine">The sequence number of the first log line since it began.</param>
/// <param name="NextLine">The sequence number after the last.</param>
public sealed record EntranceRecord(EntranceKind Kind, string Subject, string Detail, TimeSpan Begin, TimeSpan End, Status Status, long FirstLine, long NextLine);
