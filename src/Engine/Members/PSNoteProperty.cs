namespace System.Management.Automation;

public class PSNoteProperty(string name, object? value) : PSPropertyInfo(name)
{
    public override PSMemberTypes MemberType => PSMemberTypes.NoteProperty;
    public override bool IsSettable => true;
    public override object? Value { get; set; } = value;

    internal override string Definition => $"{(Value is null ? "object" : TypeNames.Short(KlpShell.Engine.Value.Base(Value)!.GetType()))} {Name}={(Value is null ? "null" : KlpShell.Engine.Value.Text(Value))}";
}
