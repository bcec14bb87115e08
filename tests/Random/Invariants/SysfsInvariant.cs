using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using KlpShell.Core;
using KlpShell.Core.Modules;
using KlpShell.Core.Sysfs;
using KlpShell.Histories.Model;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Invariants;

/// <summary>/sys/kernel/livepatch has the directories and files of the listed patches and nothing else, and they say what is so; /sys/module has the loaded modules.</summary>
internal sealed class SysfsInvariant : Invariant
{
    public override string Title => "sysfs agrees with state";

    public override string? Check(Moment moment)
    {
        moment.Kernel.Files.Find("/sys/kernel/livepatch", out FileNode? root);
        if (root!.Count != moment.Reference.Listed.Count) return $"/sys/kernel/livepatch has {root.Count} entries, {moment.Reference.Listed.Count} patches are listed";
        foreach (ModelPatch patch in moment.Reference.Listed)
        {
            if (root.Child(patch.Name) is not { } directory) return $"{patch.Name} has no directory";
            if (Check(moment, directory, patch) is { } problem) return $"{patch.Name}: {problem}";
        }

        moment.Kernel.Files.Find("/sys/module", out FileNode? modules);
        if ((modules?.Count ?? 0) != moment.Kernel.Modules.All.Count) return $"/sys/module has {modules?.Count} entries";
        foreach (Module module in moment.Kernel.Modules.All)
        {
            if (modules!.Child(module.Name)?.Child("refcnt") is not { } count) return $"/sys/module lacks {module.Name}";
            string text = Read(moment.Kernel, count);
            if (text != module.RefCount.ToString(CultureInfo.InvariantCulture) + "\n") return $"refcnt of {module.Name} says {text.Trim()}, it is {module.RefCount}";
            foreach ((string name, string expected) in ((string, string)[])[("initstate", "live"), ("taint", Taint(moment.Reference, module.Name))])
            {
                string said = modules.Child(module.Name)!.Child(name) is { } file ? Read(moment.Kernel, file) : "";
                if (said != expected + "\n") return $"{name} of {module.Name} says '{said.Trim()}', not {expected}";
            }
        }

        return null;
    }

    // The letters of a module's own taints, in the order of their bits.
    private static string Taint(Reference reference, string name)
    {
        ModuleDefinition module = reference.Modules[name];
        bool later = !reference.Registers;
        return (module.License == "GPL" ? "" : "P") + (module.InTree ? "" : "O") + (later && !module.Signed && !module.InTree ? "E" : "") + (later && module.IsLivepatch ? "K" : "");
    }

    private static string? Check(Moment moment, FileNode directory, ModelPatch patch)
    {
        Release release = moment.Reference.Release;
        List<(string Name, int Mode, bool? Value)> files = [("enabled", 0x1A4, patch.Enabled)];
        if (release.Has(Features.SysfsTransition)) files.Add(("transition", 0x124, moment.Reference.Moving == patch));
        if (release.Has(Features.SysfsForce)) files.Add(("force", 0x80, null));
        if (release.Has(Features.SysfsReplace)) files.Add(("replace", 0x124, patch.Definition.Replace));
        if (directory.Count != files.Count + patch.Objects.Count) return $"{directory.Count} entries, {files.Count + patch.Objects.Count} should be there";
        foreach ((string name, int mode, bool? value) in files)
        {
            if (Check(moment, directory, name, mode, value) is { } problem) return problem;
        }

        foreach (ModelObject obj in patch.Objects)
        {
            bool patched = release.Has(Features.SysfsPatched);
            if (directory.Child(obj.DisplayName) is not { } child) return $"no directory for {obj.DisplayName}";
            if (child.Count != obj.Entries.Count + (patched ? 1 : 0)) return $"{obj.DisplayName} has {child.Count} entries";
            if (patched && Check(moment, child, "patched", 0x124, obj.Applied) is { } problem) return $"{obj.DisplayName}: {problem}";
            foreach (ModelEntry entry in obj.Entries)
            {
                string name = entry.Definition.OldName + (release.Has(Features.SymbolPosition) ? "," + Math.Max(entry.Definition.SymbolPosition, 1).ToString(CultureInfo.InvariantCulture) : "");
                if (child.Child(name) is not { IsDirectory: true, Count: 0 }) return $"no directory {obj.DisplayName}/{name}";
            }
        }

        return null;
    }

    private static string? Check(Moment moment, FileNode directory, string name, int mode, bool? value)
    {
        if (directory.Child(name) is not { } file) return $"no file {name}";
        if (file.Mode != mode) return $"{name} has mode {Convert.ToString(file.Mode, 8)}";
        if (value is null) return null;
        string text = Read(moment.Kernel, file);
        return text == (value == true ? "1\n" : "0\n") ? null : $"{name} says {text.Trim()}";
    }

    // What the file says, without an entrance into the kernel: that could change something.
    private static string Read(Kernel kernel, FileNode file)
    {
        StringBuilder text = new();
        file.Operations!.Show!(kernel, file, null!, text);
        return text.ToString();
    }
}
