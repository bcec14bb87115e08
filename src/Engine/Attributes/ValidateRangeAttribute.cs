namespace System.Management.Automation;

public sealed class ValidateRangeAttribute(object minRange, object maxRange) : ValidateEnumeratedArgumentsAttribute
{
    public object MinRange { get; } = minRange;
    public object MaxRange { get; } = maxRange;

    protected override void ValidateElement(object element)
    {
        if (Operators.Compare(element, MinRange, true) < 0)
            throw new ValidationMetadataException($"The {Value.Text(element)} argument is less than the minimum allowed range of {Value.Text(MinRange)}. Supply an argument that is greater than or equal to {Value.Text(MinRange)} and then try the command again.");
        if (Operators.Compare(element, MaxRange, true) > 0)
            throw new ValidationMetadataException($"The {Value.Text(element)} argument is greater than the maximum allowed range of {Value.Text(MaxRange)}. Supply an argument that is less than or equal to {Value.Text(MaxRange)} and then try the command again.");
    }
}
