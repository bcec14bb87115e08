using System.Globalization;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Sysfs;

/// <summary>/sys/module/NAME and what is in it.</summary>
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

    public static void Add(FileNode modules, Module module)
    {
        FileNode directory = modules.AddDirectory(module.Name, module);
        directory.AddFile("coresize", 0x124, s_coresize, module);
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
