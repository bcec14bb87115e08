using System;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// A cmdlet that changes a kernel. With -WhatIf the change is made on a scratch clone, and what came of it is the text; the kernel
/// itself stays as it is.
/// </summary>
public abstract class KlpChangeCommand : KlpKernelCommand, IDisposable
{
    private const int ProgressId = 1;

    private bool _rehearses;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!IsWhatIf) return;
        _rehearses = true;
        KlpSession.Current.Rehearsals.Begin();
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Dispose();

    /// <summary>Lets go of the scratch clone.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of the scratch clone.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!_rehearses) return;
        _rehearses = false;
        KlpSession.Current.Rehearsals.End();
    }

    /// <summary>True when nothing may be changed, and only be said what would.</summary>
    private protected bool IsWhatIf
    {
        get
        {
            object? asked = MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? bound) ? bound : GetVariableValue("WhatIfPreference");
            return asked is PSObject wrapped ? IsTrue(wrapped.BaseObject) : IsTrue(asked);
        }
    }

    /// <summary>Makes a change, or rehearses it.</summary>
    /// <param name="target">What is changed, for people.</param>
    /// <param name="action">How it is changed, for people.</param>
    /// <param name="change">The change. It refuses by its outcome, or throws where the kernel needn't be asked.</param>
    /// <param name="show">What to write when it is so now, or would be; null to write nothing.</param>
    private protected void Change(string target, string action, Func<Kernel, Outcome> change, Func<Kernel, object?>? show)
    {
        KernelHandle handle = Target;
        if (IsWhatIf)
        {
            Rehearse(handle, target, action, change, show);
            return;
        }

        if (!ShouldProcess(Described(handle, target), action)) return;
        (Outcome outcome, object? shown) = handle.Enter(kernel =>
        {
            Outcome outcome = change(kernel);
            return (outcome, outcome.Holds ? show?.Invoke(kernel) : null);
        }, () => IsStopping);
        if (outcome.Warning is { } warning) WriteWarning(Internal.Text.Visible(warning));
        if (outcome.Note is { } note) WriteVerbose(Internal.Text.Visible(note));
        if (outcome.Result is { Succeeded: false } refused) throw Failure.Of(Internal.Text.Visible($"Can't {char.ToLowerInvariant(action[0])}{action[1..]} {target}"), refused, target);
        if (outcome.Rollout is { } rollout) WriteObject(rollout);
        if (outcome.Error is { } error) throw error;
        Show(shown);
    }

    /// <summary>What says how far a wait is; null where nobody looks, and where nobody waits.</summary>
    private protected Progress? Watched()
    {
        object? wish = MyInvocation.BoundParameters.TryGetValue("ProgressAction", out object? bound) ? bound : GetVariableValue("ProgressPreference");
        if (IsWhatIf || wish?.ToString() is "SilentlyContinue" or "Ignore") return null;
        return new Progress((patch, percent, remaining) => WriteProgress(new ProgressRecord(ProgressId, Internal.Text.OneLine($"Waiting for patch '{patch}'"), Transitions.Left(remaining)) { PercentComplete = percent }));
    }

    /// <summary>The registered patches that a name or wildcard means; a name is taken as it is, whether or not such a patch is there.</summary>
    private protected List<string> Registered(string pattern)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(pattern)) return [pattern];
        NamePattern wildcard = new(pattern);
        return Seen(kernel =>
        {
            List<string> names = [];
            foreach (KlpPatch patch in kernel.Livepatch.Patches)
            {
                if (wildcard.IsMatch(patch.Name)) names.Add(patch.Name);
            }

            return names;
        });
    }

    /// <summary>Looks at the kernel as the change will find it: at the scratch clone, where only rehearsals are made.</summary>
    private protected T Seen<T>(Func<Kernel, T> look) => IsWhatIf ? look(KlpSession.Current.Rehearsals.CloneOf(Target)) : Look(look);

    private void Rehearse(KernelHandle handle, string target, string action, Func<Kernel, Outcome> change, Func<Kernel, object?>? show)
    {
        Kernel clone = KlpSession.Current.Rehearsals.CloneOf(handle);
        RehearsalReport report = new(clone);
        Outcome outcome;
        try
        {
            clone.Interrupted = () => IsStopping;
            outcome = change(clone);
        }
        catch (InterruptedException)
        {
            throw new PipelineStoppedException();
        }
        catch (InexactException inexact)
        {
            outcome = new EntranceResult(Status.Refused(Errno.None, Refusal.Inexact, inexact.Function), "", default, []);
        }
        finally
        {
            clone.Interrupted = null;
        }

        string text = report.Describe(Described(handle, target), action, outcome);
        ShouldProcess(text, text, action);
        if (outcome.Holds) Show(show?.Invoke(clone));
    }

    private void Show(object? shown)
    {
        if (shown is not null) WriteObject(shown, shown is System.Collections.IList);
    }

    // The kernel is named where it isn't the one that everybody expects.
    private static string Described(KernelHandle handle, string target) =>
        Internal.Text.Visible(handle == KlpSession.Current.Selected ? target : $"{target} in kernel '{handle.Name}'");

    private static bool IsTrue(object? value) => value is SwitchParameter { IsPresent: true } or true;
}
