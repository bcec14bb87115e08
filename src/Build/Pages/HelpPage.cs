using System.Collections.Generic;
using KlpShell.Build.Markdown;

namespace KlpShell.Build.Pages;

/// <summary>The help of one cmdlet, as docs/help has it.</summary>
public sealed record HelpPage
{
    /// <summary>The cmdlet.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence on what it does.</summary>
    public required string Synopsis { get; init; }

    /// <summary>What it does, at length.</summary>
    public required IReadOnlyList<Block> Description { get; init; }

    /// <summary>Its parameters but the common ones.</summary>
    public required IReadOnlyList<HelpParameter> Parameters { get; init; }

    /// <summary>What it takes from the pipeline.</summary>
    public required IReadOnlyList<HelpType> Inputs { get; init; }

    /// <summary>What it writes.</summary>
    public required IReadOnlyList<HelpType> Outputs { get; init; }

    /// <summary>Examples, which the tests run.</summary>
    public required IReadOnlyList<HelpExample> Examples { get; init; }

    /// <summary>What else there is to know.</summary>
    public required IReadOnlyList<Block> Notes { get; init; }

    /// <summary>The names of the cmdlets and topics to read on with.</summary>
    public required IReadOnlyList<string> Links { get; init; }
}
