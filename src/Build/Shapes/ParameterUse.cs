namespace KlpShell.Build.Shapes;

/// <summary>How a parameter is used in a set.</summary>
/// <param name="IsMandatory">It must be given.</param>
/// <param name="Position">Its place from 0 on; -1 when it must be named.</param>
/// <param name="ByValue">Objects of the pipeline are bound to it.</param>
/// <param name="ByName">Properties of its name are bound to it.</param>
public sealed record ParameterUse(bool IsMandatory, int Position, bool ByValue, bool ByName)
{
    /// <summary>As Get-Help says it.</summary>
    public string Pipeline => (ByValue, ByName) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
