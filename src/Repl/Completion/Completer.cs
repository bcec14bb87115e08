using System.Management.Automation.Language;

namespace KlpShell.Repl.Completion;

/// <summary>What can stand at the cursor: commands, parameters, their values, variables, members, files.</summary>
internal sealed class Completer(Session session)
{
    /// <summary>The part of the text that a result replaces, and the results.</summary>
    public (int Start, int Length, List<CompletionResult> Results) Complete(string text, int cursor)
    {
        session.Enter();
        var words = Word.Split(text, cursor);
        var word = words[^1];
        var (start, results) = (word.Start, new List<CompletionResult>());
        if (word.Text.StartsWith('$')) start += Variables(word.Text, results);
        else if (words.Count == 1) Commands(word.Text, results);
        else if (session.Commands.Find(words[0].Text) is { } info)
        {
            if (word.Text.StartsWith('-')) Parameters(info, word.Text, results);
            else start = Values(info, words, results);
        }
        if (results.Count == 0 && !word.Text.StartsWith('$') && !word.Text.StartsWith('-')) Files(word.Plain, results);
        return (start, cursor - start, results);
    }

    private static bool Starts(string name, string typed) => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase);

    private void Commands(string typed, List<CompletionResult> results)
    {
        if (typed.Contains('/')) return;
        foreach (var info in session.Commands.Cmdlets.Where(c => Starts(c.Name, typed) && c.Name != "Invoke-ScriptBlock").OrderBy(c => c.Module is null).ThenBy(c => c.Name, StringComparer.OrdinalIgnoreCase))
            results.Add(new CompletionResult(info.Name, info.Name, CompletionResultType.Command, info.Name));
        if (typed.Length == 0) return;
        foreach (var (alias, target) in session.Commands.Aliases.Where(a => Starts(a.Key, typed)))
            results.Add(new CompletionResult(alias, alias, CompletionResultType.Command, target));
    }

    private static void Parameters(CmdletInfo info, string typed, List<CompletionResult> results)
    {
        foreach (var parameter in info.Metadata.Parameters.Where(p => Starts(p.Name, typed[1..]) && !p.Any(uint.MaxValue, a => a.DontShow)))
            results.Add(new CompletionResult("-" + parameter.Name, parameter.Name, CompletionResultType.ParameterName, $"[{TypeNames.Short(parameter.Type)}] {parameter.Name}"));
    }

    private int Variables(string typed, List<CompletionResult> results)
    {
        var dot = typed.LastIndexOf('.');
        if (dot > 0)
        {
            var owner = session.Scope.Find(typed[1..dot])?.Value;
            foreach (var name in (owner is null ? [] : Members.All(owner).Select(p => p.Name)).Where(n => Starts(n, typed[(dot + 1)..])))
                results.Add(new CompletionResult(name, name, CompletionResultType.Property, name));
            return dot + 1;
        }
        foreach (var name in session.Global.Names.Concat(["true", "false", "null", "PSScriptRoot"]).Where(n => Starts(n, typed[1..])).Order(StringComparer.OrdinalIgnoreCase))
            results.Add(new CompletionResult("$" + name, name, CompletionResultType.Variable, "$" + name));
        return 0;
    }

    private int Values(CmdletInfo info, List<Word> words, List<CompletionResult> results)
    {
        var word = words[^1];
        var bound = new Hashtable(StringComparer.OrdinalIgnoreCase);
        ParameterMeta? current = null;
        var position = 0;
        for (var i = 1; i < words.Count; i++)
        {
            var typed = words[i].Text;
            var named = typed.StartsWith('-') && typed.Length > 1 && !char.IsAsciiDigit(typed[1]) ? Find(info, typed[1..]) : null;
            if (named is not null) current = named.IsSwitch ? null : named;
            if (named is { IsSwitch: true }) bound[named.Name] = true;
            if (named is not null) continue;
            current ??= At(info, position++);
            if (i == words.Count - 1) break;
            if (current is not null && words[i].Plain.Length > 0) bound[current.Name] = words[i].Plain;
            if (!typed.EndsWith(',')) current = null;
        }
        if (current is null) return word.Start;
        var part = word.Text[(word.Text.LastIndexOf(',') + 1)..];
        Offer(info, current, part.Trim('"', '\''), bound, results);
        return word.Start + word.Text.Length - part.Length;
    }

    private static ParameterMeta? Find(CmdletInfo info, string name)
    {
        var all = info.Metadata.Parameters;
        return all.FirstOrDefault(p => p.Named(name)) ?? (all.Where(p => Starts(p.Name, name)).Take(2).ToList() is [var only] ? only : null);
    }

    private static ParameterMeta? At(CmdletInfo info, int position)
    {
        var meta = info.Metadata;
        var sets = meta.DefaultSet is { } name ? meta.Bit(name) : meta.AllSets;
        return meta.Own.Find(p => p.Position(sets) == position) ?? meta.Own.Find(p => p.Position(meta.AllSets) == position);
    }

    private static void Offer(CmdletInfo info, ParameterMeta parameter, string typed, Hashtable bound, List<CompletionResult> results)
    {
        var type = parameter.Type.IsArray ? parameter.Type.GetElementType()! : Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type;
        if (parameter.Completer is { } completer)
        {
            // A completer that fails offers nothing: a line that is being typed is no place for its errors.
            try { results.AddRange(((IArgumentCompleter)Activator.CreateInstance(completer, true)!).CompleteArgument(info.Name, parameter.Name, typed, new CommandAst(), bound)); }
            catch (Exception) when (results.Count >= 0) { }
            return;
        }
        var names = parameter.Validators.OfType<ValidateSetAttribute>().FirstOrDefault()?.ValidValues ?? (type.IsEnum ? Enum.GetNames(type) : type == typeof(bool) ? ["$true", "$false"] : (IList<string>)[]);
        foreach (var name in names.Where(n => Starts(n, typed))) results.Add(new CompletionResult(name, name, CompletionResultType.ParameterValue, name));
        if (parameter.Name is not ("Name" or "Path") || info.Name is not ("Get-Help" or "Get-Command")) return;
        foreach (var command in Session.Current!.Commands.Cmdlets.Where(c => Starts(c.Name, typed))) results.Add(new CompletionResult(command.Name, command.Name, CompletionResultType.ParameterValue, command.Name));
    }

    private void Files(string typed, List<CompletionResult> results)
    {
        var slash = typed.LastIndexOf('/') + 1;
        var folder = slash == 0 ? session.Location : session.State.Path.GetUnresolvedProviderPathFromPSPath(typed[..slash]);
        if (!Directory.Exists(folder)) return;
        try
        {
            foreach (var entry in Directory.EnumerateFileSystemEntries(folder).Where(e => Starts(Path.GetFileName(e), typed[slash..]) && (typed[slash..].StartsWith('.') || !Path.GetFileName(e).StartsWith('.'))).Order(StringComparer.Ordinal).Take(200))
            {
                var isFolder = Directory.Exists(entry);
                var path = typed[..slash] + Path.GetFileName(entry) + (isFolder ? "/" : "");
                results.Add(new CompletionResult(path.AsSpan().ContainsAny(" '$`;()&|{}") ? $"'{path.Replace("'", "''")}'" : path, Path.GetFileName(entry), isFolder ? CompletionResultType.ProviderContainer : CompletionResultType.ProviderItem, entry));
            }
        }
        catch (UnauthorizedAccessException) { }
    }
}
