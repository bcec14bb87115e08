using System.Collections.Generic;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Hosts.Checks;

/// <summary>Checks objects and functions of patches against modules, symbols and ftrace.</summary>
internal sealed class ObjectChecks(HostReport report, HostSymbols? symbols, HostFindings findings)
{
    private readonly HostCapture _capture = report.Capture;
    private readonly HashSet<(string Name, string? Module)> _hooked = [];
    private readonly HashSet<(string Name, string? Module)> _replaced = [];

    public void Run()
    {
        if (!_capture.Hooks.IsDefault)
        {
            foreach (HostHook hook in _capture.Hooks) _hooked.Add((hook.Function, hook.Module));
        }

        foreach (HostPatch patch in report.Patches)
        {
            foreach (HostObject obj in patch.Objects) CheckObject(patch, obj);
        }

        foreach (HostReplacement replacement in report.Replacements) CheckReplacement(replacement);
        CheckHooks();
    }

    private void CheckObject(HostPatch patch, HostObject obj)
    {
        bool? loaded = obj.Module is null ? true : _capture.Modules.IsDefault ? null : _capture.Module(obj.Name) is not null;
        if (obj.Patched == true && loaded == false)
        {
            findings.Add(HostRules.ObjectPatchedUnloaded, $"{patch.Name}/{obj.Name}", $"{obj.Name} of {patch.Name} says that it is patched, and no module {obj.Name} is loaded.", "patched 0", "patched 1");
        }

        // A module that is on its way in or out, or a patch on its way out, may say either.
        bool settled = obj.Module is null || _capture.Module(obj.Name)?.State == "Live";
        if (obj.Patched == false && loaded == true && settled && patch is { Enabled: true, Transition: not true })
        {
            findings.Add(HostRules.ObjectNotPatched, $"{patch.Name}/{obj.Name}", $"{patch.Name} is enabled and {obj.Name} is loaded, and its file 'patched' says 0.", "patched 1", "patched 0");
        }

        foreach (HostFunction function in obj.Functions)
        {
            _replaced.Add((function.Name, obj.Module));
            if (symbols is not null && loaded == true && KnowsSymbolsOf(obj)) CheckFunction(patch, obj, function);
        }
    }

    private bool KnowsSymbolsOf(HostObject obj) => obj.Module is null || symbols!.Of(obj.Name).Count > 0;

    private void CheckFunction(HostPatch patch, HostObject obj, HostFunction function)
    {
        string subject = $"{patch.Name}/{obj.Name}/{function.Directory}";
        List<Symbol> found = symbols!.Find(obj.Module, function.Name);
        if (found.Count == 0) findings.Add(HostRules.FunctionMissing, subject, $"{patch.Name} replaces {function.Name} of {obj.Name}, and kallsyms has no such symbol there.", "a symbol", "none");
        else if (function.Position > found.Count) findings.Add(HostRules.PositionMissing, subject, $"{patch.Name} replaces the function number {function.Position} of the name {function.Name} in {obj.Name}, and kallsyms has {found.Count}.", $"{function.Position} symbols", $"{found.Count}");
        else if (function.Position == 0 && found.Count > 1) findings.Add(HostRules.FunctionAmbiguous, subject, $"{patch.Name} replaces {function.Name} of {obj.Name}, of which there are {found.Count}, and its directory doesn't say which.", "1 symbol", $"{found.Count}");
        else if (obj.Module is null && _capture.Traceable is { } traceable && !traceable.IsTraceableAddress(symbols.Find(null, function)!.Value.Address))
        {
            findings.Add(HostRules.FunctionNotTraceable, subject, $"{patch.Name} replaces {function.Name}, which isn't in available_filter_functions: ftrace can't lead its calls elsewhere.", "in available_filter_functions", "not there");
        }

        bool known = symbols.Of(patch.Name).Count > 0;
        if (known && symbols.NewFunction(patch.Name, function.Name) is null && !symbols.IsNop(patch, function))
        {
            findings.Add(HostRules.NewFunctionUnknown, subject, $"Which function of {patch.Name} takes the place of {function.Name} can't be told: no function of it has that name, or one that begins or ends with it.", $"{function.Name} or …_{function.Name}", "none");
        }
    }

    private void CheckReplacement(HostReplacement replacement)
    {
        string name = replacement.Function.Name;
        string? module = replacement.Object == HostObject.Vmlinux ? null : replacement.Object;
        if (!_capture.Hooks.IsDefault && _capture.FtraceEnabled != false && !_hooked.Contains((name, module)))
        {
            findings.Add(HostRules.FunctionNotHooked, $"{replacement.Object}/{replacement.Function.Directory}", $"{string.Join(", ", Names(replacement))} replaced {name} of {replacement.Object}, and it isn't in enabled_functions: calls run the old code.", "in enabled_functions", "not there");
        }

        if (replacement is { Winner: null, Source: HostOrderSource.Unknown } && replacement.Patches.Length > 1)
        {
            findings.Add(HostRules.WinnerUnknown, $"{replacement.Object}/{replacement.Function.Directory}", $"{string.Join(", ", Names(replacement))} replace {name} of {replacement.Object}, and nothing that was captured says which came last.", "an order", "none");
        }
    }

    private void CheckHooks()
    {
        if (_capture.Hooks.IsDefault || _capture.Patches.IsDefault) return;
        foreach (HostHook hook in _capture.Hooks)
        {
            if (!hook.Livepatch || _replaced.Contains((hook.Function, hook.Module))) continue;
            findings.Add(HostRules.HookWithoutPatch, hook.Function, $"ftrace leads {hook.Function} of {hook.Module ?? HostObject.Vmlinux} to livepatch's handler, and no patch in sysfs replaces it.", "no line", hook.Text.Trim());
        }
    }

    private static IEnumerable<string> Names(HostReplacement replacement)
    {
        foreach (HostPatch patch in replacement.Patches) yield return patch.Name;
    }
}
