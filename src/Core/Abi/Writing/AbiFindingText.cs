using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Xml;
using KlpShell.Core.Abi.Rules;

namespace KlpShell.Core.Abi.Writing;

/// <summary>Findings in the forms that other programs read.</summary>
public static class AbiFindingText
{
    /// <summary>A JUnit report: a test case for each finding, those of Information passed with their text, suppressed ones skipped.</summary>
    public static string ToJUnit(AbiReport report)
    {
        AbiFinding[] open = [.. report.Open];
        int failures = open.Count(f => f.Severity != AbiSeverity.Information);
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", "abi");
            xml.WriteAttributeString("tests", Number(Math.Max(1, open.Length + report.Suppressed.Length)));
            xml.WriteAttributeString("failures", Number(failures));
            xml.WriteAttributeString("skipped", Number(report.Suppressed.Length));
            foreach (AbiFinding finding in open)
                WriteCase(xml, finding);
            foreach (AbiFinding finding in report.Suppressed)
                WriteCase(xml, finding);
            if (open.Length + report.Suppressed.Length == 0)
                WriteStart(xml, "abi", "no findings", "", 0);
            xml.WriteFullEndElement();
            xml.WriteEndElement();
        }
        return text.Append('\n').ToString();
    }

    /// <summary>One workflow command of GitHub a finding, which shows it beside the line.</summary>
    public static string ToGitHub(IEnumerable<AbiFinding> findings)
    {
        var text = new StringBuilder();
        foreach (AbiFinding finding in findings)
        {
            string command = finding.Severity switch { AbiSeverity.Error => "error", AbiSeverity.Warning => "warning", _ => "notice" };
            text.Append("::").Append(command).Append(' ');
            if (finding.File.Length > 0)
                text.Append("file=").Append(Property(finding.File)).Append(',');
            if (finding.Line > 0)
                text.Append("line=").Append(Number(finding.Line)).Append(',');
            text.Append("title=").Append(Property(Title(finding))).Append("::").Append(Data(finding.Message)).Append('\n');
        }
        return text.ToString();
    }

    private static void WriteCase(XmlWriter xml, AbiFinding finding)
    {
        WriteStart(xml, Title(finding), finding.What.Length > 0 ? finding.What : finding.File, finding.File, finding.Line, close: false);
        if (finding.SuppressedBecause is { } reason)
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", Clean(reason));
        }
        else if (finding.Severity == AbiSeverity.Information)
        {
            xml.WriteStartElement("system-out");
            xml.WriteString(Clean(finding.Message));
        }
        else
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", finding.Severity.ToString());
            xml.WriteAttributeString("message", Clean(finding.Message));
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteStart(XmlWriter xml, string group, string name, string file, int line, bool close = true)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", group);
        xml.WriteAttributeString("name", Clean(name));
        if (file.Length > 0)
            xml.WriteAttributeString("file", Clean(file));
        if (line > 0)
            xml.WriteAttributeString("line", Number(line));
        if (close)
            xml.WriteEndElement();
    }

    private static string Title(AbiFinding finding) => AbiRules.Find(finding.Rule) is { } rule ? $"{rule.Id} {rule.Name}" : finding.Rule;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Clean(string text) => string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '\uFFFD'));

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
