namespace KlpShell.Engine;

/// <summary>-WhatIf, -Confirm and the impact preference of one running command.</summary>
internal sealed class Confirmation(Command command)
{
    private bool _yesToAll;
    private bool _noToAll;

    public bool ShouldProcess(string description, string? question, string caption, out ShouldProcessReason reason)
    {
        reason = ShouldProcessReason.None;
        if (command.Common.WhatIf ?? Value.Truth(command.Session.Scope.Find("WhatIfPreference")?.Value))
        {
            reason = ShouldProcessReason.WhatIf;
            command.Session.Host.Line(Stream.Output, "What if: " + description);
            return false;
        }
        var impact = command.Info.Metadata.Impact;
        var preference = LanguagePrimitives.ConvertTo<ConfirmImpact>(command.Session.Scope.Find("ConfirmPreference")?.Value ?? ConfirmImpact.High);
        var ask = command.Common.Confirm ?? (preference != ConfirmImpact.None && impact >= preference);
        if (!ask)
        {
            command.WriteMessage(Stream.Verbose, description);
            return true;
        }
        if (_yesToAll || _noToAll) return _yesToAll;
        return Ask(question is null ? $"Are you sure you want to perform this action?\n{description}" : question, caption, true, out _yesToAll, out _noToAll);
    }

    public bool Ask(string query, string caption, bool all, out bool yesToAll, out bool noToAll)
    {
        yesToAll = noToAll = false;
        var host = command.Session.Host;
        if (!host.Interactive)
            throw new PSInvalidOperationException($"{command.Info.Name} asks before it acts, and nobody can answer here: say -Confirm:$false, or -Force where it has one.{Environment.NewLine}{caption}: {query}");
        host.Write($"\n{caption}\n{query}\n", null);
        while (true)
        {
            var answer = host.Ask(all ? "[Y] Yes  [A] Yes to All  [N] No  [L] No to All (default is \"Y\"): " : "[Y] Yes  [N] No (default is \"Y\"): ");
            switch (answer?.Trim().ToUpperInvariant())
            {
                case null: throw new PipelineStoppedException("The pipeline has been stopped.");
                case "" or "Y" or "YES": return true;
                case "A" when all: return yesToAll = true;
                case "N" or "NO": return false;
                case "L" when all: noToAll = true; return false;
            }
        }
    }
}
