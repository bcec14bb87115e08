using System.Collections.Generic;

namespace KlpShell.Core.Machine;

/// <summary>Remembers, while a kernel is cloned, which copy stands for which original, so that what was one object stays one.</summary>
internal sealed class CloneContext
{
    private readonly Dictionary<object, object> _copies = new(256, ReferenceEqualityComparer.Instance);

    /// <summary>The copy of <paramref name="origin"/>, made now if this is the first that asks for it.</summary>
    public T Copy<T>(T origin)
        where T : class, ICloneable<T>
    {
        if (_copies.TryGetValue(origin, out object? known)) return (T)known;
        T copy = origin.CloneShell();
        _copies.Add(origin, copy);
        copy.CloneLinks(origin, this);
        return copy;
    }

    /// <summary>As <see cref="Copy{T}"/>, for what may be absent.</summary>
    public T? CopyOrNull<T>(T? origin)
        where T : class, ICloneable<T> => origin is null ? null : Copy(origin);
}
