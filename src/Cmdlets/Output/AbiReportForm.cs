namespace KlpShell;

/// <summary>The form in which findings come out.</summary>
public enum AbiReportForm
{
    /// <summary>An object each.</summary>
    Object,
    /// <summary>One text: a JUnit report in XML.</summary>
    JUnit,
    /// <summary>One text: the workflow commands of GitHub.</summary>
    GitHub,
}
