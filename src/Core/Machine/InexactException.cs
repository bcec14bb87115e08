using System;

namespace KlpShell.Core.Machine;

/// <summary>A rehearsal came to code of the host, which it doesn't run: nothing is known of what comes after.</summary>
/// <param name="function">The function that is code of the host.</param>
public sealed class InexactException(string function) : Exception($"{function} is code of the host, and a rehearsal doesn't run that")
{
    /// <summary>The function that is code of the host.</summary>
    public string Function => function;
}
