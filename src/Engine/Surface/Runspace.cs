namespace System.Management.Automation.Runspaces;

public abstract class Runspace
{
    [ThreadStatic]
    private static Runspace? s_default;

    private protected Runspace() { }

    public static Runspace? DefaultRunspace { get => s_default; set => s_default = value; }
}
