namespace KlpShell;

/// <summary>An output that can say what it is called where a cmdlet asks for a patch, a module, a function or the like.</summary>
internal interface INamed
{
    /// <summary>Its name as a thing of that kind; null where it has none.</summary>
    /// <param name="kind">Kernel, Release, Patch, Module, Function, Symbol, Task, Path or Manifest.</param>
    string? NameFor(string kind);
}
