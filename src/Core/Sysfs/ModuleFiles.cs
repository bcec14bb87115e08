using System;
using System.Globalization;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Sysfs;

/// <summary>/sys/module/NAME and what is in it; of the ELF sections and notes nothing is listed.</summary>
internal static class ModuleFiles
{
    private static readonly FileOperations s_initstate = FileOperations.Attribute(static (_, node, _, output) =>
    {
        output.Append(CultureInfo.InvariantCulture, $"{((Module)node.Subject!).State.ToString().ToLowerInvariant()}\n");
        return Status.Ok;
    });

    private static readonly FileOperations s_refcnt = FileOperations.Attribute(static (_, node, _, output) =>
    {
        output.Append(CultureInfo.InvariantCulture, $"{((Module)node.Subject!).RefCount}\n");
        return Status.Ok;
    });

    private static readonly FileOperations s_taint = FileOperations.Attribute(static (_, node, _, output) =>
    {
        output.Append(CultureInfo.InvariantCulture, $"{((Module)node.Subject!).Taints.Letters()}\n");
        return Status.Ok;
    });

    private static readonly FileOperations s_coresize = FileOperations.Attribute(static (_, node, _, output) =>
    {
        output.Append(CultureInfo.InvariantCulture, $"{((Module)node.Subject!).CoreSize}\n");
        return Status.Ok;
    });

    // What init needed is freed by the time that anybody can look.
    private static readonly FileOperations s_initsize = FileOperations.Attribute(static (_, _, _, output) =>
    {
        output.Append("0\n");
        return Status.Ok;
    });

    // Announces the module to whoever listens to uevents: nobody here (kobject_synth_uevent, lib/kobject_uevent.c).
    private static readonly FileOperations s_uevent = FileOperations.Attribute(null, static (_, node, _, data) =>
        data.TrimEnd('\n').Split(' ')[0] is "add" or "remove" or "change" or "move" or "online" or "offline" or "bind" or "unbind"
            ? Status.Ok
            : Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, node.Path));

    private static readonly FileOperations s_parameter = FileOperations.Attribute(
        static (_, node, _, output) =>
        {
            ModuleParameter parameter = (ModuleParameter)node.Subject!;
            Value value = parameter.Module.Parameter(parameter.Definition.Name) ?? default;
            output.Append(ParameterReader.Show(parameter.Definition.Type, value));
            return Status.Ok;
        },
        static (kernel, node, task, data) =>
        {
            ModuleParameter parameter = (ModuleParameter)node.Subject!;
            return kernel.Loader.SetParameter(parameter.Module, parameter.Definition, data, task);
        });

    /// <summary>True for what is the same in the directory of every module, and says nothing of it.</summary>
    public static bool IsSame(string path) => path.StartsWith("/sys/module/", StringComparison.Ordinal)
        && path[(path.LastIndexOf('/') + 1)..] is "holders" or "initsize" or "notes" or "sections" or "uevent";

    public static void Add(FileNode modules, Module module)
    {
        FileNode directory = modules.AddDirectory(module.Name, module);
        directory.AddFile("coresize", 0x124, s_coresize, module);
        directory.AddDirectory("holders");
        directory.AddFile("initsize", 0x124, s_initsize, module);
        directory.AddDirectory("notes");
        directory.AddDirectory("sections");
        directory.AddFile("uevent", 0x80, s_uevent, module);
        directory.AddFile("initstate", 0x124, s_initstate, module);
        directory.AddFile("refcnt", 0x124, s_refcnt, module);
        directory.AddFile("taint", 0x124, s_taint, module);
        FileNode? parameters = null;
        foreach (ParameterDefinition parameter in module.Definition.Parameters)
        {
            if (parameter.Mode == 0) continue;
            parameters ??= directory.AddDirectory("parameters");
            parameters.AddFile(parameter.Name, parameter.Mode, s_parameter, new ModuleParameter(module, parameter));
        }
    }
}
