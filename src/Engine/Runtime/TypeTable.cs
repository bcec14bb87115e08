using System.Xml;

namespace KlpShell.Engine;

/// <summary>Members that types files add to .NET types, and the properties that a type shows when nobody says which.</summary>
internal sealed class TypeTable
{
    private readonly Dictionary<string, Dictionary<string, PSPropertyInfo>> _members = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string[]> _display = new(StringComparer.OrdinalIgnoreCase);

    public PSPropertyInfo? Member(object value, string name)
    {
        if (_members.Count == 0) return null;
        foreach (var type in TypeNames.Of(value))
            if (_members.TryGetValue(type, out var members) && members.TryGetValue(name, out var member)) return member;
        return null;
    }

    public IEnumerable<PSPropertyInfo> Members(object value)
    {
        if (_members.Count == 0) yield break;
        foreach (var type in TypeNames.Of(value))
            if (_members.TryGetValue(type, out var members))
                foreach (var member in members.Values) yield return member;
    }

    public string[]? DefaultDisplay(object value)
    {
        foreach (var type in TypeNames.Of(value))
            if (_display.TryGetValue(type, out var names)) return names;
        return null;
    }

    public void Load(string path, Session session)
    {
        var document = new XmlDocument();
        document.Load(path);
        foreach (XmlElement type in document.SelectNodes("/Types/Type")!)
        {
            var name = type["Name"]!.InnerText;
            var members = _members[name] = new(StringComparer.OrdinalIgnoreCase);
            foreach (XmlElement member in type.SelectNodes("Members/*")!)
            {
                var memberName = member["Name"]!.InnerText.Trim();
                if (member.Name == "MemberSet")
                    _display[name] = [.. member.SelectNodes("Members/PropertySet[Name='DefaultDisplayPropertySet']/ReferencedProperties/Name")!.Cast<XmlElement>().Select(e => e.InnerText.Trim())];
                else members[memberName] = Member(member, memberName, session) ?? throw new PSNotSupportedException($"{path}: {member.Name} is not supported.");
            }
        }
    }

    private static PSPropertyInfo? Member(XmlElement member, string name, Session session) => member.Name switch
    {
        "AliasProperty" => new PSAliasProperty(name, member["ReferencedMemberName"]!.InnerText.Trim()),
        "NoteProperty" => new PSNoteProperty(name, member["Value"]!.InnerText),
        "ScriptProperty" => new PSScriptProperty(name, ScriptBlock.Create(member["GetScriptBlock"]!.InnerText)),
        "CodeProperty" => new PSCodeProperty(name, TypeNames.Find(member["GetCodeReference"]!["TypeName"]!.InnerText.Trim(), session)!.GetMethod(member["GetCodeReference"]!["MethodName"]!.InnerText.Trim())!),
        _ => null,
    };
}
