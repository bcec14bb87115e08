namespace System.Management.Automation;

public class WarningRecord(string message) : InformationalRecord(message);
