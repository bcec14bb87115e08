namespace System.Management.Automation;

public class ErrorRecord
{
    private readonly string _errorId;

    public ErrorRecord(Exception exception, string? errorId, ErrorCategory errorCategory, object? targetObject)
    {
        (Exception, _errorId, TargetObject) = (exception, errorId ?? "", targetObject);
        CategoryInfo = new ErrorCategoryInfo(this, errorCategory);
    }

    public ErrorRecord(ErrorRecord errorRecord, Exception? replaceParentContainsErrorRecordException)
    {
        (Exception, _errorId, TargetObject) = (replaceParentContainsErrorRecordException ?? errorRecord.Exception, errorRecord._errorId, errorRecord.TargetObject);
        CategoryInfo = new ErrorCategoryInfo(this, errorRecord.CategoryInfo.Category) { Activity = errorRecord.CategoryInfo.Activity, Reason = errorRecord.CategoryInfo.Reason };
        (InvocationInfo, Origin) = (errorRecord.InvocationInfo, errorRecord.Origin);
    }

    public Exception Exception { get; }
    public object? TargetObject { get; }
    public ErrorCategoryInfo CategoryInfo { get; }
    public InvocationInfo? InvocationInfo { get; internal set; }

    /// <summary>The full name of the cmdlet's type, which PowerShell puts after the error's own id.</summary>
    internal string? Origin { get; set; }

    public string FullyQualifiedErrorId => string.IsNullOrEmpty(Origin) ? _errorId : _errorId.Length == 0 ? Origin : _errorId + "," + Origin;

    public override string ToString() => Exception.Message;
}
