namespace KlpShell.Engine;

/// <summary>The properties of one object: its own notes, then .NET's.</summary>
internal sealed class PropertyCollection(PSObject owner) : PSMemberInfoCollection<PSPropertyInfo>
{
    public override PSPropertyInfo? this[string name] => Members.Find(owner, name);

    public override IEnumerator<PSPropertyInfo> GetEnumerator() => Members.All(owner).GetEnumerator();
}
