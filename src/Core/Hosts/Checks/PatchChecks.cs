using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Hosts.Checks;

/// <summary>Checks patches against modules, taint and each other.</summary>
internal sealed class PatchChecks(HostReport report, HostFindings findings)
{
    private readonly HostCapture _capture = report.Capture;

    public void Run()
    {
        List<string> transitions = [];
        bool enabled = false;
        foreach (HostPatch patch in report.Patches)
        {
            CheckModule(patch);
            CheckAttributes(patch);
            if (patch.Transition == true) transitions.Add(patch.Name);
            enabled |= patch.Enabled == true;
            if (patch is { Enabled: false, Transition: false })
            {
                findings.Add(HostRules.DisabledPatchPresent, patch.Name, $"{patch.Name} is disabled and in no transition, and still in sysfs; a patch of this release leaves sysfs as soon as it is disabled.", "no directory", "enabled 0, transition 0");
            }
        }

        if (transitions.Count > 1) findings.Add(HostRules.SeveralTransitions, transitions[0], $"{string.Join(", ", transitions)} are in transition at once, and a kernel has one transition at a time.", "1", $"{transitions.Count}");
        CheckReplaced();
        CheckModules();
        if (enabled && _capture.Taints is { } taints && ((TaintFlags)taints & TaintFlags.Livepatch) == 0)
        {
            findings.Add(HostRules.TaintMissing, "tainted", $"A patch is enabled, and tainted is {taints}, without the bit for live patches, which a kernel sets before it enables the first one and never takes back.", "bit 15 set", $"{taints}");
        }

        if (!report.Replacements.IsEmpty && _capture.FtraceEnabled == false)
        {
            findings.Add(HostRules.FtraceOff, "ftrace_enabled", $"Patches replace {report.Replacements.Length} functions, and kernel.ftrace_enabled is 0: calls of them run the old code. Since 5.5 the kernel refuses to turn it off then.", "1", "0");
        }
    }

    private void CheckModule(HostPatch patch)
    {
        if (_capture.Modules.IsDefault) return;
        if (_capture.Module(patch.Name) is not { } module)
        {
            findings.Add(HostRules.PatchWithoutModule, patch.Name, $"{patch.Name} is in sysfs, and /proc/modules has no module of that name: its code is gone, or it was captured while it went.", "a module", "none");
            return;
        }

        if (module.State != "Live" && patch.Transition != true) findings.Add(HostRules.PatchModuleNotLive, patch.Name, $"{patch.Name} is in sysfs, and its module is {module.State}.", "Live", module.State);
        if (report.Release?.Has(Features.Consistency) == true && !module.IsLivepatch)
        {
            findings.Add(HostRules.PatchModuleNotMarked, patch.Name, $"{patch.Name} is in sysfs, and its module bears the taint ({module.Taints}) without K; klp_enable_patch refuses a module that isn't marked as a live patch.", "K", module.Taints);
        }

        if (module.RefCount == 0 && (patch.Enabled == true || patch.Transition == true))
        {
            findings.Add(HostRules.PatchModuleNotHeld, patch.Name, $"{patch.Name} is in use, and its module's reference count is 0, so that rmmod would take the code away.", "1 or more", "0");
        }
    }

    // What the release is known to have; a file beyond that is a newer kernel's, or a vendor's.
    private void CheckAttributes(HostPatch patch)
    {
        if (report.Release is not { } release) return;
        (string Name, Feature Feature)[] known =
        [
            ("enabled", Features.SysfsEnabled), ("transition", Features.SysfsTransition), ("force", Features.SysfsForce), ("replace", Features.SysfsReplace),
        ];
        foreach ((string name, Feature feature) in known)
        {
            bool there = patch.Attributes.ContainsKey(name);
            if (there == release.Has(feature)) continue;
            findings.Add(HostRules.AttributeUnexpected, $"{patch.Name}/{name}", there ? $"{patch.Name} has a file '{name}', which release {release.Name} hasn't." : $"{patch.Name} has no file '{name}', which release {release.Name} has.", there ? "no such file" : "a file", there ? "a file" : "no such file");
        }

        foreach (string name in patch.Attributes.Keys)
        {
            if (System.Array.Exists(known, attribute => attribute.Name == name)) continue;
            findings.Add(HostRules.AttributeUnexpected, $"{patch.Name}/{name}", $"{patch.Name} has a file '{name}', which release {release.Name} hasn't: the kernel is newer, or a vendor's.", "no such file", "a file");
        }
    }

    private void CheckReplaced()
    {
        if (report.Order == HostOrderSource.Unknown) return;
        for (int i = report.Patches.Length - 1; i > 0; i--)
        {
            HostPatch patch = report.Patches[i];
            if (patch is not { Replace: true, Enabled: true, Transition: false }) continue;
            for (int older = 0; older < i; older++)
            {
                findings.Add(HostRules.ReplacedPatchPresent, report.Patches[older].Name, $"{patch.Name} replaces all older patches and its transition is over, and {report.Patches[older].Name} is still in sysfs.", "no directory", "a directory");
            }

            return;
        }
    }

    private void CheckModules()
    {
        if (_capture.Modules.IsDefault || _capture.Patches.IsDefault) return;
        foreach (HostModule module in _capture.Modules)
        {
            if (!module.IsLivepatch || module.State != "Live" || HasPatch(module.Name)) continue;
            if (module.RefCount <= 0) findings.Add(HostRules.ModuleWithoutPatch, module.Name, $"The livepatch module {module.Name} is loaded, and its patch isn't in sysfs: it was replaced or disabled, and rmmod can take it away.", "a directory", "none");
            else findings.Add(HostRules.ModuleHeldWithoutPatch, module.Name, $"The livepatch module {module.Name} is loaded with {module.RefCount} references, and its patch isn't in sysfs: its transition was forced, so that it stays for good, or something else uses it.", "no reference", $"{module.RefCount}");
        }
    }

    private bool HasPatch(string name)
    {
        foreach (HostPatch patch in _capture.Patches)
        {
            if (patch.Name == name) return true;
        }

        return false;
    }
}
