using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Threading;
using KlpShell.Core;
using KlpShell.Core.Machine;

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
        Take(stopping);
        try
        {
            return action(_kernel);
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }

    /// <summary>
    /// Enters the kernel: does something that may change it, may take long, or may never come back. Where the user asks for an end
    /// meanwhile, or a script block fails that stands in for a function, the kernel is as it was before.
    /// </summary>
    /// <param name="action">What to do.</param>
    /// <param name="stopping">True once the user has asked for an end.</param>
    public T Enter<T>(Func<Kernel, T> action, Func<bool> stopping)
    {
        Take(stopping);
        Kernel kernel = _kernel;
        Kernel before = kernel.Clone();
        try
        {
            kernel.Interrupted = stopping;
            return action(kernel);
        }
        catch (InterruptedException)
        {
            _kernel = before;
            throw new PipelineStoppedException();
        }
        catch (HostCodeException error)
        {
            _kernel = before;
            ExceptionDispatchInfo.Throw(error.InnerException!);
            throw;
        }
        finally
        {
            kernel.Interrupted = null;
            Monitor.Exit(_gate);
        }
    }

    /// <summary>Puts another kernel in this one's place.</summary>
    public void Replace(Kernel kernel, Func<bool>? stopping = null)
    {
        Take(stopping);
        _kernel = kernel;
        Monitor.Exit(_gate);
    }

    private void Take(Func<bool>? stopping)
    {
        for (int waited = 0; !Monitor.TryEnter(_gate, TickMilliseconds); waited += TickMilliseconds)
        {
            if (stopping?.Invoke() == true) throw new PipelineStoppedException();
            if (waited >= PatienceMilliseconds) throw Failure.Of("KernelBusy", name, name, PatienceMilliseconds / 1000);
        }

        // The lock lets its own thread in again: a script block that works on the kernel in which it stands for a function.
        if (_kernel.RunsHostCode is not { } function) return;
        Monitor.Exit(_gate);
        throw Failure.Of("KernelRunsScriptBlock", name, name, function);
    }
}
