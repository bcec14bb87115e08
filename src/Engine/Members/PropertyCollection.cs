namespace KlpShell.Engine;

/// <summary>The properties of one object: its own notes, then those of its types file, then .NET's.</summary>
internal sealed class PropertyCollection<T>(PSObject owner) : PSMemberInfoCollection<T> where T : PSMemberInfo
{
    public override T? this[string name] => Members.Find(owner, name) as T;

    public override void Add(T member) => owner.SetNote(member as PSPropertyInfo ?? throw new PSNotSupportedException("Only properties can be added to an object."));

    public override void Remove(string name) => owner.Notes?.RemoveAll(note => note.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public override IEnumerator<T> GetEnumerator()
    {
        foreach (var property in Members.All(owner)) yield return (T)(PSMemberInfo)property;
    }
}
