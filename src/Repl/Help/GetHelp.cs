using System.Xml;

namespace KlpShell.Repl.Help;

/// <summary>Help from the MAML beside the module's dll, from its about topics, and from metadata where neither is there.</summary>
[Cmdlet("Get", "Help")]
internal sealed class GetHelp : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)] public string Name { get; set; } = "";
    [Parameter] public SwitchParameter Examples { get; set; }
    [Parameter] public SwitchParameter Full { get; set; }
    [Parameter] public SwitchParameter Detailed { get; set; }
    [Parameter] public string[]? Parameter { get; set; }

    protected override void ProcessRecord()
    {
        var session = Running.Session;
        if (Name.Length == 0)
        {
            WriteObject(Startup.Introduction);
            foreach (var command in session.Commands.Cmdlets.Where(c => c.Module is not null)) WriteObject(Listed(command.Name, Synopsis(command)));
            WriteObject($"\nGet-Help NAME explains one. Topics: {string.Join(", ", Topics().Select(t => Path.GetFileName(t)[..^9]).Order(StringComparer.Ordinal))}.");
        }
        else if (session.Commands.Find(Name) is { } info) Show(info);
        else if (WildcardPattern.ContainsWildcardCharacters(Name)) List();
        else if (Topic() is { } topic) WriteObject(File.ReadAllText(topic));
        else WriteError(new ErrorRecord(new PSArgumentException($"Get-Help could not find {Name} in a help file in this session. Get-Command lists the commands; the topics are: {string.Join(", ", Topics().Select(t => Path.GetFileName(t)[..^9]))}."), "HelpNotFound", ErrorCategory.ResourceUnavailable, Name));
    }

    private void List()
    {
        var pattern = new WildcardPattern(Name, WildcardOptions.IgnoreCase);
        foreach (var command in Running.Session.Commands.Cmdlets.Where(c => c.Module is not null && pattern.IsMatch(c.Name))) WriteObject(Listed(command.Name, Synopsis(command)));
        foreach (var path in Topics().Where(t => pattern.IsMatch(Path.GetFileName(t)[..^9])).Order(StringComparer.OrdinalIgnoreCase))
        {
            var lines = File.ReadAllLines(path);
            var at = Array.FindIndex(lines, l => l.Trim().Equals("SHORT DESCRIPTION", StringComparison.OrdinalIgnoreCase));
            WriteObject(Listed(Path.GetFileName(path)[..^9], at < 0 ? "" : string.Join(' ', lines.Skip(at + 1).SkipWhile(l => l.Trim().Length == 0).TakeWhile(l => l.Trim().Length > 0).Select(l => l.Trim()))));
        }
    }

    private IEnumerable<string> Topics() => Running.Session.Commands.Modules.SelectMany(m => new[] { Path.Combine(m.Info.ModuleBase, "en-US"), Path.Combine(Path.GetDirectoryName(m.DllPath)!, "en-US") }).Where(Directory.Exists).SelectMany(d => Directory.GetFiles(d, "about_*.help.txt"));

    private string? Topic() => Topics().FirstOrDefault(t => new WildcardPattern(Name.StartsWith("about_", StringComparison.OrdinalIgnoreCase) ? Name + ".help.txt" : "about_*" + Name + "*.help.txt", WildcardOptions.IgnoreCase).IsMatch(Path.GetFileName(t)));

    private string Listed(string name, string text) => Formatting.Cell.Fit($"  {name,-28} {text}", Math.Max(Running.Session.Host.Width - 1, 40), false);

    private string Synopsis(CmdletInfo info) => Maml(info) is { } help ? Text(help, "details/description") : info.Definition.Split('\n')[0];

    private XmlElement? Maml(CmdletInfo info)
    {
        if (Running.Session.Commands.Modules.Find(m => m.Info == info.Module)?.DllPath is not { } dll) return null;
        var path = new[] { Path.GetDirectoryName(dll)!, info.Module!.ModuleBase }.Select(folder => Path.Combine(folder, "en-US", Path.GetFileName(dll) + "-Help.xml")).FirstOrDefault(File.Exists);
        if (path is null) return null;
        var document = new XmlDocument();
        document.Load(path);
        return document.SelectNodes("//*[local-name()='command']")!.Cast<XmlElement>().FirstOrDefault(e => Text(e, "details/name").Equals(info.Name, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<XmlElement> Find(XmlElement parent, string path) =>
        parent.SelectNodes(string.Join('/', path.Split('/').Select(name => $"*[local-name()='{name}']")))!.Cast<XmlElement>();

    private static string Text(XmlElement parent, string path) => string.Join("\n\n", Find(parent, path).Select(e => e.HasChildNodes && e.FirstChild is XmlElement ? string.Join("\n\n", e.ChildNodes.Cast<XmlNode>().Select(n => n.InnerText.Trim())) : e.InnerText.Trim()));

    private string Facts(XmlElement parameter)
    {
        if (!Full && Parameter is null) return "";
        string[] facts = [$"Required: {parameter.GetAttribute("required")}", $"Position: {parameter.GetAttribute("position")}", $"Default: {Text(parameter, "defaultValue")}", $"Pipeline input: {parameter.GetAttribute("pipelineInput")}", $"Wildcards: {parameter.GetAttribute("globbing")}", $"Aliases: {parameter.GetAttribute("aliases")}"];
        return "\n\n    " + string.Join("\n    ", facts.Where(f => !f.EndsWith(": ", StringComparison.Ordinal)));
    }

    private void Show(CmdletInfo info)
    {
        var help = Maml(info);
        var text = new StringBuilder();
        void Section(string title, string body, bool code = false)
        {
            if (body.Length > 0) text.Append($"\n{title}\n").Append(string.Join('\n', body.Split('\n').SelectMany(l => code ? [l] : Formatting.Cell.Wrap(l, 76, true)).Select(l => l.Length > 0 ? "    " + l : l))).Append('\n');
        }

        if (Parameter is null) Section("NAME", info.Name);
        if (Parameter is null && help is not null) Section("SYNOPSIS", Text(help, "details/description"));
        if (!Examples && Parameter is null)
        {
            Section("SYNTAX", info.Definition);
            if (help is not null) Section("DESCRIPTION", Text(help, "description"));
        }
        if (Full || Detailed || Parameter is not null) Section("PARAMETERS", string.Join("\n\n", info.Metadata.Own.Where(p => Parameter is null || Parameter.Any(n => new WildcardPattern(n, WildcardOptions.IgnoreCase).IsMatch(p.Name))).Select(p => $"-{p.Name} <{TypeNames.Short(p.Type)}>\n    {(help is null ? "" : Find(help, "parameters/parameter").Where(e => Text(e, "name").Equals(p.Name, StringComparison.OrdinalIgnoreCase)).Select(e => Text(e, "description").Replace("\n", "\n    ", StringComparison.Ordinal) + Facts(e)).FirstOrDefault())}")));
        if (help is not null && (Examples || Full || Detailed))
            foreach (var example in Find(help, "examples/example")) Section(Text(example, "title").Trim('-', ' '), (Text(example, "code") + "\n\n" + Text(example, "remarks")).Trim(), true);
        if (help is not null && Full)
        {
            Section("INPUTS", Text(help, "inputTypes/inputType/type/name"));
            Section("OUTPUTS", Text(help, "returnValues/returnValue/type/name"));
            Section("NOTES", Text(help, "alertSet/alert"));
        }
        if (help is not null && !Examples && Parameter is null) Section("RELATED LINKS", string.Join('\n', Find(help, "relatedLinks/navigationLink/linkText").Select(e => e.InnerText.Trim())));
        if (help is not null && Parameter is null && !(Examples || Full || Detailed)) Section("REMARKS", $"Get-Help {info.Name} -Examples, -Detailed or -Full says more.");
        WriteObject(text.ToString());
    }
}
