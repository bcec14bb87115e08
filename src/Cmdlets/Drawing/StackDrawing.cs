using System.Collections.Generic;
using KlpShell.Internal;

namespace KlpShell.Drawing;

/// <summary>Draws the func stack of a function: who wins on top, the function itself at the bottom, and the way from its entry.</summary>
internal static class StackDrawing
{
    private const int PatchWidth = 20;
    private const int FunctionWidth = 28;
    private const int AddressWidth = 16;
    private const int Inside = 2 + PatchWidth + 2 + FunctionWidth + 2 + AddressWidth;

    /// <summary>The drawing, line by line; no line is wider than 80 columns.</summary>
    public static IEnumerable<string> Lines(FunctionInfo function, Palette palette)
    {
        yield return palette.Paint(Tone.Strong, Boxed.Cut(function.Name, 40)) + $"  {Boxed.Cut(function.Object, 14)}  {Format.Address(function.Address)}  " + palette.Paint(Palette.ToneOf(function.State), function.State.ToString());
        if (function.EntryBytes is { } bytes)
        {
            yield return function.Trampoline == 0
                ? $"  entry {bytes}: no call"
                : $"  entry {bytes}: calls trampoline {Format.Address(function.Trampoline)}, which asks";
            foreach (string hook in function.Hooks) yield return "    " + Boxed.Cut(hook, 70);
        }

        if (function.Layers.Count == 0)
        {
            yield return function.State == FunctionState.Absent ? "  its module isn't loaded; patched when it is: " + Boxed.Cut(string.Join(", ", function.Patches), 35) : "  no patch lies over it";
            yield break;
        }

        for (int i = 0; i < function.Layers.Count; i++)
        {
            yield return (i == 0 ? "  ┌" : "  ├") + new string('─', Inside + 2) + (i == 0 ? "┐" : "┤");
            yield return Layer(function.Layers[i], palette);
        }

        yield return "  └" + new string('─', Inside + 2) + "┘";
    }

    private static string Layer(StackLayerInfo layer, Palette palette)
    {
        string text = $"{(layer.Runs ? "▶" : " ")} {Boxed.Fit(layer.Patch ?? "original", PatchWidth)}  {Boxed.Fit((layer.Function ?? "no code") + (layer.Nop ? " (nop)" : ""), FunctionWidth)}  {Format.Address(layer.Address)}";
        return "  │ " + (layer.Runs ? palette.Paint(Tone.Good, text) : text) + " │";
    }
}
