using System.Globalization;

namespace KlpShell.Core.Machine;

/// <summary>What a simulated function returns or a parameter holds: a number (int, bool, pointer) or a string (const char *).</summary>
/// <param name="Number">The number; 0 where a string is meant.</param>
/// <param name="Text">The string, or null for a number.</param>
public readonly record struct Value(long Number, string? Text = null)
{
    /// <summary>A number.</summary>
    public static implicit operator Value(long number) => new(number);

    /// <summary>A string.</summary>
    public static implicit operator Value(string text) => new(0, text);

    /// <summary>True for a number other than 0 and for a string that isn't empty.</summary>
    public bool IsTrue => Text is null ? Number != 0 : Text.Length != 0;

    /// <inheritdoc/>
    public override string ToString() => Text ?? Number.ToString(CultureInfo.InvariantCulture);
}
