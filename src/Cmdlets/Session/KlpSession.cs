using System;
using System.Collections.Generic;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using KlpShell.Binding;
using KlpShell.Core;
using KlpShell.Documents;

namespace KlpShell.Session;

/// <summary>What one runspace has: its kernels, and which of them is the current one. It goes when the runspace goes.</summary>
internal sealed class KlpSession
{
    private static readonly ConditionalWeakTable<Runspace, KlpSession> s_sessions = [];

    private readonly List<KernelHandle> _kernels = [];

    /// <summary>The session of the runspace that this thread works for.</summary>
    public static KlpSession Current => s_sessions.GetValue(Runspace.DefaultRunspace, static _ => new KlpSession());

    /// <summary>The kernels, in the order in which they were made.</summary>
    public IReadOnlyList<KernelHandle> Kernels => _kernels.ToArray();

    /// <summary>The kernel that cmdlets take when none is named.</summary>
    public KernelHandle? Selected { get; private set; }

    /// <summary>The rehearsals of the running pipeline.</summary>
    public Rehearsals Rehearsals { get; } = new();

    /// <summary>The entries that the last Import-KlpAbi read; null before the first.</summary>
    public AbiHandle? ImportedAbi { get; set; }

    /// <summary>The kernel of that name, or null.</summary>
    public KernelHandle? Find(string name) => _kernels.Find(handle => handle.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The kernels whose names match.</summary>
    public List<KernelHandle> Match(string pattern)
    {
        NamePattern wildcard = new(pattern);
        return _kernels.FindAll(handle => wildcard.IsMatch(handle.Name));
    }

    /// <summary>Adds a kernel, in the place of one of the same name, and makes it the current one.</summary>
    public KernelHandle Add(string name, Kernel kernel, string? path)
    {
        KernelHandle handle = new(name, kernel, path);
        if (Find(name) is { } old) Remove(old);
        _kernels.Add(handle);
        Selected = handle;
        return handle;
    }

    /// <summary>Makes a kernel the current one.</summary>
    public void Select(KernelHandle handle) => Selected = handle;

    /// <summary>Takes a kernel away. The newest of the others becomes the current one where it was that.</summary>
    public void Remove(KernelHandle handle)
    {
        _kernels.Remove(handle);
        if (Selected == handle) Selected = _kernels.Count == 0 ? null : _kernels[^1];
    }

    /// <summary>A name that no kernel has: the wish, or the wish with a number behind.</summary>
    public string FreeName(string wish)
    {
        string name = wish;
        for (int number = 2; Find(name) is not null; number++) name = $"{wish}-{number}";
        return name;
    }
}
