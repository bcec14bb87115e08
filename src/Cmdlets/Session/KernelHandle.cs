using System;
using System.Collections.Generic;
using System.Threading;
using KlpShell.Core;

namespace KlpShell.Session;

/// <summary>A kernel under the name that a session gave it. Core has no locks: whoever works on the kernel holds it for the length of a call.</summary>
internal sealed class KernelHandle(string name, Kernel kernel, string? path)
{
    private const int PatienceMilliseconds = 5000;
    private const int TickMilliseconds = 50;

    private readonly object _gate = new();
    private readonly Dictionary<string, Checkpoint> _checkpoints = new(StringComparer.OrdinalIgnoreCase);
    private Kernel _kernel = kernel;
    private int _lastCheckpoint;

    /// <summary>The name that it goes by.</summary>
    public string Name => name;

    /// <summary>The manifest that it was made from; null where there was none.</summary>
    public string? Path => path;

    /// <summary>The snapshots that were taken of it, by name. Touched only while it is held.</summary>
    public Dictionary<string, Checkpoint> Checkpoints => _checkpoints;

    /// <summary>A number that no snapshot of this kernel has had.</summary>
    public int NextCheckpoint() => ++_lastCheckpoint;

    /// <summary>Does something with the kernel while nobody else can. Waits for a while for another runspace to let go.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="stopping">Ends the waiting early.</param>
    public T Use<T>(Func<Kernel, T> action, Func<bool>? stopping = null)
    {
        Enter(stopping);
        try
        {
            return action(_kernel);
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }

    /// <summary>Puts another kernel in this one's place.</summary>
    public void Replace(Kernel kernel, Func<bool>? stopping = null)
    {
        Enter(stopping);
        _kernel = kernel;
        Monitor.Exit(_gate);
    }

    private void Enter(Func<bool>? stopping)
    {
        for (int waited = 0; !Monitor.TryEnter(_gate, TickMilliseconds); waited += TickMilliseconds)
        {
            if (waited >= PatienceMilliseconds || stopping?.Invoke() == true) throw Failure.Of("KernelBusy", name, name);
        }
    }
}
