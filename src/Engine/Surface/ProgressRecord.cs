namespace System.Management.Automation;

public class ProgressRecord(int activityId, string activity, string statusDescription)
{
    public int ActivityId { get; } = activityId;
    public int ParentActivityId { get; set; } = -1;
    public string Activity { get; set; } = activity;
    public string StatusDescription { get; set; } = statusDescription;
    public string? CurrentOperation { get; set; }
    public int PercentComplete { get; set; } = -1;
    public int SecondsRemaining { get; set; } = -1;
    public ProgressRecordType RecordType { get; set; }
}
