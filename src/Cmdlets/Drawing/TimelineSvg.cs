using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Xml;
using KlpShell.Internal;

namespace KlpShell.Drawing;

/// <summary>Draws what happened when as a picture: a row for each thing, with a lane for each patch.</summary>
internal static class TimelineSvg
{
    private const string Namespace = "http://www.w3.org/2000/svg";
    private const int Row = 18;
    private const int Lane = 18;
    private const int TimeEnd = 100;
    private const double CharacterWidth = 7.3;

    /// <summary>The picture, as the text of a file.</summary>
    /// <param name="events">What happened, oldest first.</param>
    /// <param name="title">What stands over it.</param>
    public static string Draw(IReadOnlyList<TimelineInfo> events, string title)
    {
        TimelineLanes lanes = TimelineLanes.Of(events);
        int top = 40 + (lanes.Patches.Count * Row);
        int textLeft = TimeEnd + 12 + (lanes.Patches.Count * Lane);
        int longest = Harmless(title).Length + 4;
        foreach (TimelineInfo one in events) longest = Math.Max(longest, one.Text.Length + 2);
        int width = textLeft + (int)(longest * CharacterWidth) + 20;
        int height = top + (events.Count * Row) + 20;
        using StringWriter text = new(CultureInfo.InvariantCulture);
        using (XmlWriter xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("svg", Namespace);
            Attributes(xml, ("width", width), ("height", height), ("viewBox", $"0 0 {width} {height}"), ("font-family", "monospace"), ("font-size", 12), ("role", "img"));
            xml.WriteElementString("title", Namespace, Harmless(title));
            Shape(xml, "rect", ("width", width), ("height", height), ("fill", "#ffffff"));
            Label(xml, 12, 22, Harmless(title), "#000000", ("font-weight", "bold"));
            for (int i = 0; i < lanes.Patches.Count; i++) Head(xml, i, lanes.Patches[i], top);
            for (int i = 0; i < events.Count; i++) Line(xml, events, i, lanes.Phases[i], top + (i * Row), textLeft);
            xml.WriteEndElement();
        }

        return text.ToString() + "\n";
    }

    private static void Head(XmlWriter xml, int lane, string patch, int top)
    {
        int x = TimeEnd + 12 + (lane * Lane);
        int y = 40 + (lane * Row);
        Shape(xml, "line", ("x1", x + 5), ("y1", y + 4), ("x2", x + 5), ("y2", top), ("stroke", "#c0c0c0"));
        Label(xml, x + 10, y + 4, Harmless(patch), "#404040");
    }

    private static void Line(XmlWriter xml, IReadOnlyList<TimelineInfo> events, int index, PatchPhase?[] phases, int y, int textLeft)
    {
        TimelineInfo one = events[index];
        if (index == 0 || events[index - 1].Time != one.Time) Label(xml, TimeEnd, y + 13, one.Time.TotalSeconds.ToString("F6", CultureInfo.InvariantCulture), "#606060", ("text-anchor", "end"));
        for (int i = 0; i < phases.Length; i++)
        {
            if (Colour(phases[i]) is { } colour) Shape(xml, "rect", ("x", TimeEnd + 12 + (i * Lane)), ("y", y), ("width", 10), ("height", Row), ("fill", colour));
        }

        bool log = one.Kind == TimelineKind.Log;
        Label(xml, log ? textLeft + 14 : textLeft, y + 13, Harmless(one.Text), one.Succeeded ? (log ? "#303030" : "#000000") : "#c00000", ("font-weight", log ? "normal" : "bold"));
    }

    private static string? Colour(PatchPhase? phase) => phase switch
    {
        PatchPhase.Enabled => "#2e8b57",
        PatchPhase.Patching => "#e6b800",
        PatchPhase.Unpatching => "#e67e22",
        PatchPhase.Disabled => "#dddddd",
        _ => null,
    };

    private static void Label(XmlWriter xml, int x, int y, string text, string colour, params (string Name, object Value)[] more)
    {
        xml.WriteStartElement("text", Namespace);
        Attributes(xml, ("x", x), ("y", y), ("fill", colour));
        Attributes(xml, more);
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private static void Shape(XmlWriter xml, string name, params (string Name, object Value)[] attributes)
    {
        xml.WriteStartElement(name, Namespace);
        Attributes(xml, attributes);
        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, params (string Name, object Value)[] attributes)
    {
        foreach ((string name, object value) in attributes) xml.WriteAttributeString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
    }

    // What XML can't hold (half a surrogate pair) becomes the mark for that.
    private static string Harmless(string text)
    {
        StringBuilder harmless = new(text.Length);
        foreach (Rune rune in Text.OneLine(text).EnumerateRunes()) harmless.Append(rune.Value is 0xfffe or 0xffff ? "\ufffd" : rune.ToString());
        return harmless.ToString();
    }
}
