using System.Collections.Immutable;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Faults;

/// <summary>
/// What is to fail, and when: the seam through which tests reach the ways out of every function. No call of a simulated function comes
/// by here, only changes do.
/// </summary>
internal sealed class FaultPlan
{
    private ImmutableArray<Fault> _faults = [];

    /// <summary>The failures that are still to come, each with what is left of its count.</summary>
    public ImmutableArray<Fault> Coming => _faults;

    /// <summary>Plans a failure.</summary>
    public void Add(Fault fault) => _faults = _faults.Add(fault);

    /// <summary>A place asks whether it fails this time.</summary>
    /// <returns>With what; <see cref="Errno.None"/> where it doesn't.</returns>
    public Errno Ask(FaultPoint point)
    {
        Errno errno = Errno.None;
        for (int i = _faults.Length - 1; i >= 0; i--)
        {
            Fault fault = _faults[i];
            if (fault.Point != point) continue;
            if (fault.Count > 1)
            {
                _faults = _faults.SetItem(i, fault with { Count = fault.Count - 1 });
                continue;
            }

            _faults = _faults.RemoveAt(i);
            errno = fault.Errno;
        }

        return errno;
    }

    /// <summary>A copy for another kernel.</summary>
    public FaultPlan Clone() => new() { _faults = _faults };
}
