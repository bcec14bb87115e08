namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = true)]
public sealed class ParameterAttribute : ParsingBaseAttribute
{
    public const string AllParameterSets = "__AllParameterSets";

    public string ParameterSetName { get; set; } = AllParameterSets;
    public int Position { get; set; } = int.MinValue;
    public bool Mandatory { get; set; }
    public bool ValueFromPipeline { get; set; }
    public bool ValueFromPipelineByPropertyName { get; set; }
    public bool ValueFromRemainingArguments { get; set; }
    public bool DontShow { get; set; }

    /// <summary>The bits of the parameter sets that it speaks of.</summary>
    internal uint Sets { get; set; }
}
