namespace System.Management.Automation;

public abstract class PSPropertyInfo : PSMemberInfo
{
    private protected PSPropertyInfo(string name) : base(name) { }

    public virtual bool IsSettable => false;

    /// <summary>The same member, of that object.</summary>
    internal virtual PSPropertyInfo For(object target) => this;

    /// <summary>How Get-Member writes it.</summary>
    internal abstract string Definition { get; }

    public override string ToString() => Definition;
}
