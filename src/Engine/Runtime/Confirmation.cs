namespace KlpShell.Engine;

/// <summary>-WhatIf, -Confirm and the impact preference of one running command.</summary>
internal sealed class Confirmation(Command command)
{
    private bool _yesToAll;
    private bool _noToAll;

    public bool ShouldProcess(string description, string? question, string caption)
    {
        if (command.Common.WhatIf ?? Value.Truth(command.Session.Scope.Find("WhatIfPreference")?.Value))
        {
            command.Session.Host.Line(Stream.Output, "What if: " + description);
            return false;
        }
        var impact = command.Info.Metadata.Impact;
        var preference = Converter.To<ConfirmImpact>(command.Session.Scope.Find("ConfirmPreference")?.Value ?? ConfirmImpact.High);
        var ask = command.Common.Confirm ?? (preference != ConfirmImpact.None && impact >= preference);
        if (!ask)
        {
            command.WriteMessage(Stream.Verbose, description);
            return true;
        }
        if (_yesToAll || _noToAll) return _yesToAll;
        return Ask(question ?? $"Are you sure you want to perform this action?\n{description}", caption);
    }

    private bool Ask(string query, string caption)
    {
        var host = command.Session.Host;
        if (!host.Interactive)
            throw new PSInvalidOperationException($"{command.Info.Name} asks before it acts, and nobody can answer here: say -Confirm:$false, or -Force where it has one.{Environment.NewLine}{caption}: {query}");
        host.Write($"\n{caption}\n{query}\n", null);
        while (true)
        {
            var answer = host.Ask("[Y] Yes  [A] Yes to All  [N] No  [L] No to All (default is \"Y\"): ");
            switch (answer?.Trim().ToUpperInvariant())
            {
                case null: throw new PipelineStoppedException();
                case "" or "Y" or "YES": return true;
                case "A": return _yesToAll = true;
                case "N" or "NO": return false;
                case "L": _noToAll = true; return false;
            }
        }
    }
}
