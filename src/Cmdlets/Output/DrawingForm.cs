namespace KlpShell;

/// <summary>The form of a drawing.</summary>
public enum DrawingForm
{
    /// <summary>Lines of text.</summary>
    Text,
    /// <summary>A picture (Scalable Vector Graphics).</summary>
    Svg,
}
