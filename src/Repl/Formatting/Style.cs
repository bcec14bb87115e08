using System.Text.RegularExpressions;

namespace KlpShell.Repl.Formatting;

/// <summary>The colours of states: as much of PowerShell's $PSStyle as the module's views and drawings read.</summary>
internal static partial class Style
{
    /// <summary>The variable by which the views find it. Scripts have none: what they would do with it needs all of PowerShell's.</summary>
    public const string Variable = "_PSStyle";

    private static readonly object s_style = new
    {
        Foreground = new { Green = "\x1b[32m", Cyan = "\x1b[36m", BrightBlack = "\x1b[90m" },
        Formatting = new { Warning = "\x1b[33;1m", Error = "\x1b[31;1m" },
        Bold = "\x1b[1m",
        Reset = "\x1b[0m",
    };

    public static void GiveTo(Session session)
    {
        foreach (var name in new[] { "PSStyle", Variable }) session.Global.Set(name, s_style);
    }

    /// <summary>A coloured text as its colour and the text itself.</summary>
    public static (string Colour, string Text) Parts(string text) => Whole().Match(text) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : ("", text);

    /// <summary>As <see cref="Cell.Harmless"/>, but these colours stay: a drawing may have them.</summary>
    public static string Harmless(string text) => string.Concat(Codes().Split(text).Select(static (piece, i) => i % 2 == 1 ? piece : Cell.Harmless(piece)));

    [GeneratedRegex(@"(\x1b\[(?:0|1|32|36|90|33;1|31;1)m)")]
    private static partial Regex Codes();

    [GeneratedRegex("^(\x1b\\[[0-9;]+m)([^\x1b]*)\x1b\\[0m$")]
    private static partial Regex Whole();
}
