namespace System.Management.Automation;

public sealed class ValidateSetAttribute(params string[] validValues) : ValidateEnumeratedArgumentsAttribute
{
    public IList<string> ValidValues { get; } = validValues;
    public bool IgnoreCase { get; set; } = true;

    protected override void ValidateElement(object element)
    {
        var text = Value.Text(element);
        foreach (var valid in ValidValues)
            if (string.Equals(valid, text, IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)) return;
        throw new ValidationMetadataException($"The argument \"{text}\" does not belong to the set \"{string.Join(",", ValidValues)}\" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.");
    }
}
