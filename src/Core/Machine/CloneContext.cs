using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace KlpShell.Core.Machine;

/// <summary>Remembers, while a kernel is cloned, which copy stands for which original, so that what was one object stays one.</summary>
/// <param name="expected">How many objects there are about to be.</param>
internal sealed class CloneContext(int expected)
{
    private readonly Dictionary<object, object> _copies = new(expected, ReferenceEqualityComparer.Instance);

    /// <summary>How many objects were copied.</summary>
    public int Count => _copies.Count;

    /// <summary>The copy of <paramref name="origin"/>, made now if this is the first that asks for it.</summary>
    public T Copy<T>(T origin)
        where T : class, ICloneable<T>
    {
        ref object? known = ref CollectionsMarshal.GetValueRefOrAddDefault(_copies, origin, out bool exists);
        if (exists) return (T)known!;
        T copy = origin.CloneShell();
        known = copy;
        copy.CloneLinks(origin, this);
        return copy;
    }

    /// <summary>As <see cref="Copy{T}"/>, for what may be absent.</summary>
    public T? CopyOrNull<T>(T? origin)
        where T : class, ICloneable<T> => origin is null ? null : Copy(origin);
}
