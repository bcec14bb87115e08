using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;

namespace KlpShell.Core.Modules;

/// <summary>
/// The symbols that a module's code uses from outside, and whether it gets them (simplify_symbols, resolve_symbol,
/// kernel/module.c). What isn't exported can't be called by name: that is why live patches carry relocations.
/// </summary>
internal sealed class ModuleImports(Kernel kernel, Errno missingSymbol)
{
    private static readonly string[] s_gplCompatible = ["GPL", "GPL v2", "GPL and additional rights", "Dual BSD/GPL", "Dual MIT/GPL", "Dual MPL/GPL"];

    /// <summary>True for a licence under which GPL-only exports may be used (license_is_gpl_compatible, include/linux/license.h).</summary>
    public static bool IsGplCompatible(string license) => Array.IndexOf(s_gplCompatible, license) >= 0;

    /// <summary>Looks for every symbol that the module's code calls by name; the kernel logs each that is missing, and refuses once.</summary>
    public Status Resolve(ModuleDefinition definition)
    {
        HashSet<string> own = new(definition.Functions.Select(static function => function.Name), StringComparer.Ordinal);
        bool gpl = IsGplCompatible(definition.License);
        string? missing = null;
        foreach (string name in Called(definition).Distinct(StringComparer.Ordinal))
        {
            if (own.Contains(name) || !kernel.Refuses(!IsExported(name, gpl), Refusal.UnknownSymbol, name)) continue;
            kernel.Log.Write(LogLevel.Warning, $"{definition.Name}: Unknown symbol {name} (err {-(int)missingSymbol})");
            missing ??= name;
        }

        return missing is null ? Status.Ok : Status.Refused(Errno.ENOENT, Refusal.UnknownSymbol, missing);
    }

    /// <summary>True where a module's code names that symbol of somebody else's.</summary>
    public static bool Names(ModuleDefinition definition, string name) =>
        !definition.Functions.Any(function => function.Name == name) && (definition.Imports.Contains(name) || Called(definition).Contains(name));

    private bool IsExported(string name, bool gpl)
    {
        if (kernel.Natives.ContainsKey(name)) return gpl;
        if (!kernel.Symbols.KnowsExports) return kernel.Symbols.AddressOf(name) != 0;
        return kernel.Symbols.Exported(name, gpl) != 0;
    }

    private static IEnumerable<string> Called(ModuleDefinition definition)
    {
        IEnumerable<Body?> bodies = [definition.Init, definition.Exit, .. definition.Parameters.Select(static parameter => parameter.OnSet), .. definition.Functions.Select(static function => function.Body)];
        foreach (Body? body in bodies)
        {
            if (body is null) continue;
            foreach (Step step in body.Steps)
            {
                if (step is CallStep { Indirect: false } call) yield return call.Function;
            }
        }
    }
}
