namespace KlpShell.Core.Machine;

/// <summary>A mutable part of a kernel: copied in two steps, so that parts that refer to each other can be copied.</summary>
/// <typeparam name="T">The type itself, or its base.</typeparam>
internal interface ICloneable<T>
    where T : class
{
    /// <summary>A copy whose plain fields are set and whose references still point into the origin.</summary>
    T CloneShell();

    /// <summary>Replaces the references to other mutable parts by their copies.</summary>
    void CloneLinks(T origin, CloneContext context);
}
