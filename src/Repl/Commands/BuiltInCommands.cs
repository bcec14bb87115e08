namespace KlpShell.Repl.Commands;

/// <summary>klpsh's own commands, by name; each class is touched when it is first called.</summary>
internal static class BuiltInCommands
{
    private static readonly Dictionary<string, Func<Type>> s_types = new (string Name, Func<Type> Type)[]
    {
        ("ForEach-Object", () => typeof(ForEachObject)), ("Where-Object", () => typeof(WhereObject)), ("Select-Object", () => typeof(SelectObject)),
        ("Sort-Object", () => typeof(SortObject)), ("Group-Object", () => typeof(GroupObject)), ("Measure-Object", () => typeof(MeasureObject)),
        ("Get-Member", () => typeof(GetMember)), ("Format-Table", () => typeof(FormatCommands.Table)), ("Format-List", () => typeof(FormatCommands.List)),
        ("Out-Default", () => typeof(OutCommands.Default)), ("Out-Host", () => typeof(OutCommands.Default)), ("Out-Null", () => typeof(OutCommands.Null)),
        ("Out-String", () => typeof(OutCommands.String)), ("Out-File", () => typeof(OutCommands.File)), ("Write-Output", () => typeof(WriteCommands.Output)),
        ("Write-Host", () => typeof(WriteCommands.Host)), ("Write-Warning", () => typeof(WriteCommands.Warning)), ("Write-Verbose", () => typeof(WriteCommands.Verbose)),
        ("Write-Debug", () => typeof(WriteCommands.Debug)), ("Write-Information", () => typeof(WriteCommands.Information)), ("Write-Error", () => typeof(WriteCommands.Error)),
        ("ConvertTo-Json", () => typeof(ConvertToJson)), ("ConvertFrom-Json", () => typeof(ConvertFromJson)), ("Get-Content", () => typeof(FileCommands.GetContent)),
        ("Set-Content", () => typeof(FileCommands.SetContent)), ("Add-Content", () => typeof(FileCommands.AddContent)), ("Test-Path", () => typeof(FileCommands.TestPath)),
        ("Join-Path", () => typeof(FileCommands.JoinPath)), ("Split-Path", () => typeof(FileCommands.SplitPath)), ("Get-ChildItem", () => typeof(FileCommands.GetChildItem)),
        ("Set-Location", () => typeof(FileCommands.SetLocation)), ("Get-Location", () => typeof(FileCommands.GetLocation)),
        ("Get-Command", () => typeof(SessionCommands.GetCommand)), ("Get-Module", () => typeof(SessionCommands.GetModule)), ("Import-Module", () => typeof(SessionCommands.ImportModule)),
        ("Get-Variable", () => typeof(SessionCommands.GetVariable)), ("Set-Variable", () => typeof(SessionCommands.SetVariable)), ("Get-History", () => typeof(SessionCommands.GetHistory)),
        ("Clear-Host", () => typeof(SessionCommands.ClearHost)), ("Start-Sleep", () => typeof(SessionCommands.StartSleep)), ("Get-Date", () => typeof(SessionCommands.GetDate)),
        ("Measure-Command", () => typeof(SessionCommands.MeasureCommand)), ("Get-Help", () => typeof(Help.GetHelp)), ("Invoke-ScriptBlock", () => typeof(SessionCommands.InvokeScriptBlock)),
    }.ToDictionary(pair => pair.Name, pair => pair.Type, StringComparer.OrdinalIgnoreCase);

    // Everywhere in PowerShell; then those that a Linux pwsh leaves to the system's programs, so that only the prompt has them.
    private const string Aliases = "?=Where-Object where=Where-Object %=ForEach-Object foreach=ForEach-Object select=Select-Object group=Group-Object measure=Measure-Object ft=Format-Table fl=Format-List echo=Write-Output gc=Get-Content cd=Set-Location sl=Set-Location pwd=Get-Location gl=Get-Location gci=Get-ChildItem dir=Get-ChildItem gcm=Get-Command gm=Get-Member gmo=Get-Module ipmo=Import-Module gv=Get-Variable sv=Set-Variable help=Get-Help h=Get-History history=Get-History cls=Clear-Host clear=Clear-Host oh=Out-Host";
    private const string PromptAliases = "sort=Sort-Object sleep=Start-Sleep cat=Get-Content ls=Get-ChildItem man=Get-Help type=Get-Content";

    public static void Register(Session session, bool interactive)
    {
        foreach (var name in s_types.Keys) session.Commands.Add(new CmdletInfo(name, static name => s_types[name]()));
        foreach (var pair in (interactive ? Aliases + " " + PromptAliases : Aliases).Split(' '))
            session.Commands.Alias(pair[..pair.IndexOf('=')], pair[(pair.IndexOf('=') + 1)..]);
    }
}
