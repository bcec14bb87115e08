namespace System.Management.Automation;

public abstract class PSPropertyInfo : PSMemberInfo
{
    private protected PSPropertyInfo(string name) : base(name) { }

    public virtual bool IsGettable => true;
    public virtual bool IsSettable => false;
    public override string TypeNameOfValue => Value?.GetType().FullName ?? "System.Object";

    /// <summary>The same member, of that object: members from a types file are bound when they are read.</summary>
    internal virtual PSPropertyInfo For(object target) => this;

    /// <summary>How Get-Member writes it.</summary>
    internal abstract string Definition { get; }

    public override string ToString() => Definition;
}
