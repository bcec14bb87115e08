namespace KlpShell.Engine;

/// <summary>The syntax lines of a command, as Get-Command -Syntax and Get-Help write them.</summary>
internal static class CommandSyntax
{
    public static string Of(CommandMetadata meta)
    {
        var lines = new List<string>();
        for (var i = 0; i < Math.Max(1, meta.SetNames.Count); i++)
        {
            var bit = 1u << i;
            var own = meta.Own.FindAll(p => (p.Sets & bit) != 0 && !p.Any(bit, a => a.DontShow));
            own.Sort((a, b) => Rank(a, bit).CompareTo(Rank(b, bit)) is not 0 and var order ? order : meta.Own.IndexOf(a).CompareTo(meta.Own.IndexOf(b)));
            var line = new StringBuilder(meta.Name);
            foreach (var p in own) line.Append(' ').Append(One(p, bit));
            if (meta.SupportsShouldProcess) line.Append(" [-WhatIf] [-Confirm]");
            lines.Add(line.Append(" [<CommonParameters>]").ToString());
        }
        return string.Join("\n\n", lines);
    }

    private static int Rank(ParameterMeta p, uint bit) => p.Position(bit) is >= 0 and var position ? position : p.Any(bit, a => a.Mandatory) ? 1000 : 2000;

    private static string One(ParameterMeta p, uint bit)
    {
        var name = p.Position(bit) >= 0 ? $"[-{p.Name}]" : "-" + p.Name;
        var text = p.IsSwitch ? name : $"{name} <{TypeNames.Short(Nullable.GetUnderlyingType(p.Type) ?? p.Type).Split('.')[^1]}>";
        return p.Any(bit, a => a.Mandatory) ? text : $"[{text}]";
    }
}
