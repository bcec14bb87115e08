using System.Text.RegularExpressions;

namespace System.Management.Automation;

public sealed class ValidatePatternAttribute(string regexPattern) : ValidateEnumeratedArgumentsAttribute
{
    public string RegexPattern { get; } = regexPattern;
    public RegexOptions Options { get; set; } = RegexOptions.IgnoreCase;

    protected override void ValidateElement(object element)
    {
        if (!Regex.IsMatch(Value.Text(element), RegexPattern, Options))
            throw new ValidationMetadataException($"The argument \"{Value.Text(element)}\" does not match the \"{RegexPattern}\" pattern. Supply an argument that matches \"{RegexPattern}\" and try the command again.");
    }
}
