using System.Collections.Generic;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Bodies;

/// <summary>The steps of one body as they are made: places are filled in later, when it is known how far to jump.</summary>
/// <param name="context">What the readers of the file share.</param>
internal sealed class StepList(ReadContext context)
{
    private readonly List<Step> _steps = [];
    private readonly Dictionary<string, int> _labels = new(System.StringComparer.Ordinal);
    private readonly List<PendingJump> _jumps = [];

    /// <summary>The index that the next step will have.</summary>
    public int Next => _steps.Count;

    /// <summary>True when there are as many as there may be; that is reported once.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Adds a step.</summary>
    /// <returns>Its index.</returns>
    public int Add(Step step, Node node, NodePath path)
    {
        if (_steps.Count >= context.Limits.MaxSteps && !IsFull)
        {
            IsFull = true;
            context.Report(node, path, ManifestProblemId.TooMuch, $"at most {context.Limits.MaxSteps:N0} steps", $"there are more than {context.Limits.MaxSteps:N0} steps in this body");
        }

        _steps.Add(step);
        return _steps.Count - 1;
    }

    /// <summary>Puts another step in a place.</summary>
    public void Replace(int index, Step step) => _steps[index] = step;

    /// <summary>A label before the next step.</summary>
    public void Label(string name, Node node, NodePath path)
    {
        if (_labels.TryAdd(name, Next)) return;
        context.Report(node, path, ManifestProblemId.DuplicateKey, "each label once", $"the label {Shown.Of(name)} stands in this body a second time");
    }

    /// <summary>A jump, or a branch, to a label that may come later.</summary>
    public void JumpTo(string label, Step step, Node node, NodePath path) => _jumps.Add(new PendingJump(Add(step, node, path), label, node, path));

    /// <summary>The body, when all of it has been added.</summary>
    public Body ToBody()
    {
        foreach ((int index, string label, Node node, NodePath path) in _jumps)
        {
            if (!_labels.TryGetValue(label, out int target))
            {
                context.Report(node, path, ManifestProblemId.UnknownName, "a label of this body", $"this body has no label {Shown.Of(label)}{Nearest.Hint(label, _labels.Keys)}");
                continue;
            }

            _steps[index] = _steps[index] is BranchStep branch ? branch with { Otherwise = target } : new JumpStep(target);
        }

        return _steps.Count == 0 ? Body.Empty : new Body([.. _steps]);
    }
}
