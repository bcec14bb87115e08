namespace KlpShell.Repl.Commands;

/// <summary>klpsh's own commands, by name; each class is touched when it is first called.</summary>
internal static class BuiltInCommands
{
    // Name=Class where the class is not called as the command is.
    private const string Names =
        "ForEach-Object Where-Object Select-Object Sort-Object Group-Object Measure-Object Get-Member Format-Table=FormatCommands+Table " +
        "Format-List=FormatCommands+List Out-Default=OutCommands+Default Out-Host=OutCommands+Default Out-Null=OutCommands+Null Out-String=OutCommands+String " +
        "Out-File=OutCommands+File Write-Output=WriteCommands+Output Write-Host=WriteCommands+Host Write-Warning=WriteCommands+Warning " +
        "Write-Verbose=WriteCommands+Verbose Write-Error=WriteCommands+Error " +
        "ConvertTo-Json ConvertFrom-Json Get-Content=FileCommands+GetContent Join-Path=FileCommands+JoinPath Set-Location=FileCommands+SetLocation Get-Location=FileCommands+GetLocation Get-Command=SessionCommands+GetCommand " +
        "Get-Module=SessionCommands+GetModule Import-Module=SessionCommands+ImportModule Get-Help=Help.GetHelp Invoke-ScriptBlock=SessionCommands+InvokeScriptBlock";

    // Everywhere in PowerShell; then those that a Linux pwsh leaves to the system's programs, so that only the prompt has them.
    private const string Aliases = "?=Where-Object where=Where-Object %=ForEach-Object foreach=ForEach-Object select=Select-Object group=Group-Object measure=Measure-Object ft=Format-Table fl=Format-List echo=Write-Output gc=Get-Content cd=Set-Location sl=Set-Location pwd=Get-Location gl=Get-Location gcm=Get-Command gm=Get-Member gmo=Get-Module ipmo=Import-Module help=Get-Help oh=Out-Host type=Get-Content";
    private const string PromptAliases = "sort=Sort-Object cat=Get-Content man=Get-Help";

    private static Type Find(string word)
    {
        var name = word.Contains('=') ? word[(word.IndexOf('=') + 1)..] : word.Replace("-", "");
        return typeof(BuiltInCommands).Assembly.GetType((name.StartsWith("Help.", StringComparison.Ordinal) ? "KlpShell.Repl." : "KlpShell.Repl.Commands.") + name, true)!;
    }

    public static void Register(Session session, bool interactive)
    {
        foreach (var word in Names.Split(' ')) session.Commands.Add(new CmdletInfo(word.Split('=')[0], _ => Find(word)));
        foreach (var pair in (interactive ? Aliases + " " + PromptAliases : Aliases).Split(' '))
            session.Commands.Alias(pair[..pair.IndexOf('=')], pair[(pair.IndexOf('=') + 1)..]);
    }
}
