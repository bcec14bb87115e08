namespace System.Management.Automation;

public class CmdletInfo : CommandInfo
{
    private readonly Func<string, Type> _find;

    internal CmdletInfo(string name, Func<string, Type> find) : base(name) => _find = find;

    // Found when the command is first used: an import touches no type of the module.
    public Type ImplementingType => field ??= _find(Name);
    public string Verb => Name[..Math.Max(Name.IndexOf('-'), 0)];
    public string Noun => Name[(Name.IndexOf('-') + 1)..];
    public override CommandTypes CommandType => CommandTypes.Cmdlet;
    public override string Definition => CommandSyntax.Of(Metadata);

    internal CommandMetadata Metadata => field ??= new CommandMetadata(Name, ImplementingType);

    internal string FullTypeName => Module is null ? $"Microsoft.PowerShell.Commands.{Verb}{Noun}Command" : ImplementingType.FullName!;
}
