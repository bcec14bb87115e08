using System;
using KlpShell.Conformance.Scenarios;
using KlpShell.Conformance.Shell;
using KlpShell.Core;

namespace KlpShell.Conformance.Playing;

/// <summary>Lets time pass where the recording waited: so many seconds, or until something has come about.</summary>
internal sealed class Waiting(Kernel kernel, ShellSession shell)
{
    private const int MostPolls = 300;

    private static readonly TimeSpan s_poll = TimeSpan.FromSeconds(0.1);

    /// <summary>Waits as the recording did.</summary>
    public void Wait(PauseEvent pause)
    {
        if (pause.Kind == "sleep") kernel.Step(TimeSpan.FromSeconds(pause.Seconds));
        for (int i = 0; i < MostPolls && pause.Kind == "wait" && !IsOver(pause); i++) kernel.Step(s_poll);
        Look();
    }

    /// <summary>Lets whoever was woken run, on the machine's other CPU as it were, and ends what is through in the background.</summary>
    public void Look()
    {
        kernel.Step(TimeSpan.Zero);
        foreach (BackgroundJob job in shell.Jobs) job.Look();
    }

    private bool IsOver(PauseEvent pause)
    {
        string directory = $"/sys/kernel/livepatch/{pause.Patch}";
        switch (pause.Until)
        {
            case "transition complete":
                EntranceResult read = kernel.ReadFile(directory + "/transition");
                return !read.Succeeded || read.Output == "0\n";
            case "patch gone":
                return !kernel.Files.Find(directory, out _).Succeeded;
            default:
                Look();
                return shell.Jobs.TrueForAll(job => job.Ended);
        }
    }
}
