using System;
using System.Globalization;
using System.Management.Automation;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Comparing;
using KlpShell.Core.Machine;

namespace KlpShell.Internal;

/// <summary>Colours, as the user's <c>$PSStyle</c> has them; none where there is no such variable, or where it or the user (NO_COLOR) wants none.</summary>
internal sealed class Palette
{
    private readonly PSObject? _style;

    /// <summary>Colours, or none.</summary>
    /// <param name="style">The value of <c>$PSStyle</c>; null for no colours.</param>
    public Palette(object? style)
    {
        if (style is null || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))) return;
        _style = PSObject.AsPSObject(style);
        if (Convert.ToString(_style.Properties["OutputRendering"]?.Value, CultureInfo.InvariantCulture) == "PlainText") _style = null;
    }

    /// <summary>A text in a tone.</summary>
    public string Paint(Tone tone, string text)
    {
        if (_style is null || text.Length == 0) return text;
        string? code = tone switch
        {
            Tone.Good => Read("Foreground", "Green"),
            Tone.Notice => Read("Formatting", "Warning"),
            Tone.Bad => Read("Formatting", "Error"),
            Tone.Information => Read("Foreground", "Cyan"),
            Tone.Dim => Read("Foreground", "BrightBlack"),
            Tone.Strong => Read(null, "Bold"),
            _ => null,
        };
        return string.IsNullOrEmpty(code) ? text : code + text + Read(null, "Reset");
    }

    /// <summary>The tone of a state.</summary>
    public static Tone ToneOf(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        Verdict.Healthy or PatchPhase.Enabled or FunctionState.Patched or Core.Livepatch.KlpState.Enabled or AbiVerdict.Allowed or AbiLevel.Stable => Tone.Good,
        Verdict.Attention or PatchPhase.Patching or PatchPhase.Unpatching or AbiVerdict.Unclear or AbiLevel.Obsolete or AbiSeverity.Warning or LogLevel.Warning or StallReason => Tone.Notice,
        Verdict.Broken or FunctionState.Broken or TaskState.Dead or AbiVerdict.Breach or AbiLevel.Removed or AbiSeverity.Error or <= LogLevel.Error => Tone.Bad,
        FunctionState.Hooked or AbiSeverity.Information or AbiLevel.Testing => Tone.Information,
        PatchPhase.Disabled or Core.Livepatch.KlpState.Disabled or FunctionState.Absent or LogLevel.Debug => Tone.Dim,
        _ => Tone.None,
    };

    private string? Read(string? group, string name)
    {
        PSObject place = _style!;
        if (group is not null && place.Properties[group]?.Value is { } inner) place = PSObject.AsPSObject(inner);
        return place.Properties[name]?.Value as string;
    }
}
