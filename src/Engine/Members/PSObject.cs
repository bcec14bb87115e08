namespace System.Management.Automation;

public class PSObject
{
    private Collection<string>? _typeNames;

    public PSObject() : this(PSCustomObject.Instance) { }

    public PSObject(object obj) => ImmediateBaseObject = obj;

    public object ImmediateBaseObject { get; }
    public object BaseObject => ImmediateBaseObject is PSObject inner ? inner.BaseObject : ImmediateBaseObject;
    public PSMemberInfoCollection<PSPropertyInfo> Properties => new PropertyCollection(this);
    public Collection<string> TypeNames => _typeNames ??= new Collection<string>(new List<string>(KlpShell.Engine.TypeNames.Of(this)));

    internal Collection<string>? OwnTypeNames => _typeNames;
    internal List<PSPropertyInfo>? Notes { get; private set; }

    /// <summary>A number's text as it was typed: a string parameter gets that.</summary>
    internal string? Literal { get; init; }

    public static PSObject AsPSObject(object obj) => obj as PSObject ?? new PSObject(obj);

    internal static PSObject FromMap(IDictionary map)
    {
        var custom = new PSObject();
        foreach (DictionaryEntry entry in map)
            if (KlpShell.Engine.Value.Text(entry.Key) is "PSTypeName") custom.TypeNames.Insert(0, KlpShell.Engine.Value.Text(entry.Value));
            else custom.SetNote(new PSNoteProperty(KlpShell.Engine.Value.Text(entry.Key), entry.Value));
        return custom;
    }

    internal PSPropertyInfo? Note(string name)
    {
        if (Notes is not null)
            foreach (var note in Notes)
                if (note.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return note;
        return null;
    }

    internal void SetNote(PSPropertyInfo property)
    {
        if (Note(property.Name) is { } old) Notes!.Remove(old);
        (Notes ??= []).Add(property.For(this));
    }

    public override string ToString() => KlpShell.Engine.Value.Text(this);
}
