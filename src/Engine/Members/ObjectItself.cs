namespace KlpShell.Engine;

/// <summary>What $x.psobject gives: the object as the engine sees it.</summary>
internal sealed class ObjectItself(PSObject wrapped)
{
    public PSMemberInfoCollection<PSPropertyInfo> Properties => wrapped.Properties;
    public PSMemberInfoCollection<PSMemberInfo> Members => wrapped.Members;
    public Collection<string> TypeNames => wrapped.TypeNames;
    public object BaseObject => wrapped.BaseObject;
}
