using System;
using KlpShell.Session;

namespace KlpShell;

/// <summary>Which kernel is meant: one of this session by its name, or the very one that an object came from.</summary>
public sealed class KernelIdentity
{
    private readonly KernelHandle? _handle;

    /// <summary>The kernel of that name.</summary>
    public KernelIdentity(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
    }

    /// <summary>The kernel that an object of Get-KlpKernel or New-KlpKernel tells about, also one of another runspace.</summary>
    public KernelIdentity(KernelInfo kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        Name = kernel.Name;
        _handle = kernel.Handle;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal KernelHandle Resolve() => _handle ?? KlpSession.Current.Find(Name) ?? throw Failure.Of("KernelNotFound", Name, Name);
}
