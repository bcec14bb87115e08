namespace KlpShell.Core.Machine.Bodies;

/// <summary>One step of what a simulated function does. The set is closed: a manifest can never run code of the host.</summary>
public abstract record Step;
