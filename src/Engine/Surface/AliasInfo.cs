namespace System.Management.Automation;

public class AliasInfo : CommandInfo
{
    internal AliasInfo(string name, string target) : base(name) => Definition = target;

    public override CommandTypes CommandType => CommandTypes.Alias;
    public override string Definition { get; }
}
