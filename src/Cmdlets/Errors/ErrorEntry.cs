using System.Management.Automation;

namespace KlpShell;

/// <summary>One row of the error table.</summary>
/// <param name="Id">The stable name.</param>
/// <param name="Category">PowerShell's category.</param>
/// <param name="Meaning">What was wrong, as a sentence without its full stop.</param>
/// <param name="Advice">What to do next, as a sentence.</param>
internal sealed record ErrorEntry(string Id, ErrorCategory Category, string Meaning, string Advice);
