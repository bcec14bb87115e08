using System;

namespace KlpShell.Core.Hosts;

/// <summary>What the log tells about times.</summary>
internal static class HostTimes
{
    /// <summary>When a patch's transition was started, or turned round last; null where the log doesn't tell.</summary>
    public static TimeSpan? TransitionSince(HostCapture capture, string patch)
    {
        if (capture.Log.IsDefault) return null;
        string prefix = $"livepatch: '{patch}': ";
        for (int i = capture.Log.Length - 1; i >= 0; i--)
        {
            string text = capture.Log[i].Text;
            if (!text.StartsWith(prefix, StringComparison.Ordinal)) continue;
            string what = text[prefix.Length..];
            if (what is "starting patching transition" or "starting unpatching transition") return capture.Log[i].Time;

            // An older transition of that patch, which is over.
            if (what.EndsWith(" complete", StringComparison.Ordinal)) return null;
        }

        return null;
    }
}
