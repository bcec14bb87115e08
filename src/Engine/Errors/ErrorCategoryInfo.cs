namespace System.Management.Automation;

public class ErrorCategoryInfo
{
    private readonly ErrorRecord _record;

    internal ErrorCategoryInfo(ErrorRecord record, ErrorCategory category) => (_record, Category) = (record, category);

    public ErrorCategory Category { get; }
    public string Activity { get; set; } = "";
    public string Reason { get => field ?? _record.Exception.GetType().Name; set; }
    public string TargetName { get => field ?? (_record.TargetObject is { } target ? Value.Text(target) : ""); set; }
    public string TargetType { get => field ?? Value.Base(_record.TargetObject)?.GetType().Name ?? ""; set; }

    public override string ToString() => $"{Category}: ({Short(TargetName)}:{Short(TargetType)}) [{Short(Activity)}], {Reason}";

    private static string Short(string text) => text.Length > 40 ? string.Concat(text.AsSpan(0, 19), "...", text.AsSpan(text.Length - 18)) : text;
}
