namespace System.Management.Automation;

public class PSTypeName(Type type)
{
    public Type Type { get; } = type;

    public override string ToString() => Type.FullName!;
}
