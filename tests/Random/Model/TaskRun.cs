using System.Collections.Generic;

namespace KlpShell.Histories.Model;

/// <summary>What one task has run since its system call began.</summary>
internal sealed class TaskRun
{
    private int _stretch = -1;
    private bool _turned;
    private bool? _side;

    /// <summary>The functions that it ran, and in which version.</summary>
    public List<(string Function, string Version)> Call { get; } = [];

    /// <summary>A system call begins.</summary>
    public void Begin()
    {
        Call.Clear();
        _side = null;
    }

    /// <summary>It has slept: it may have been switched meanwhile.</summary>
    public void Rests() => _side = null;

    /// <summary>It runs old or new code of the patch that is in transition.</summary>
    /// <param name="stretch">Which transition it is.</param>
    /// <param name="isNew">True for new code.</param>
    /// <param name="forward">True when tasks go to the new code.</param>
    /// <returns>What is wrong with that; null for nothing.</returns>
    public string? Turn(int stretch, bool isNew, bool forward)
    {
        if (_stretch != stretch) (_stretch, _turned, _side) = (stretch, false, null);
        if (_side is { } side && side != isNew) return "old and new code of one patch without a sleep between";
        _side = isNew;
        if (isNew == forward) _turned = true;
        return isNew != forward && _turned ? "it had switched already" : null;
    }
}
