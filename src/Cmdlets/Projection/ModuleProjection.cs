using System;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Projection;

/// <summary>Makes the records of modules.</summary>
internal static class ModuleProjection
{
    /// <summary>The loaded module of that name; null where there is none.</summary>
    public static ModuleInfo? Find(string kernelName, Kernel kernel, string name) =>
        kernel.Modules.Find(name) is { } module ? Of(kernelName, module) : null;

    /// <summary>All loaded modules, newest first, as lsmod lists them.</summary>
    public static List<ModuleInfo> All(string kernelName, Kernel kernel)
    {
        List<ModuleInfo> modules = [];
        foreach (Module module in kernel.Modules.All)
        {
            if (module.State != ModuleState.Unformed) modules.Add(Of(kernelName, module));
        }

        return modules;
    }

    private static ModuleInfo Of(string kernelName, Module module)
    {
        List<string> parameters = [];
        foreach (ParameterDefinition parameter in module.Definition.Parameters) parameters.Add($"{parameter.Name}={module.Parameter(parameter.Name)}");
        List<string> functions = [];
        foreach (FunctionDefinition function in module.Definition.Functions) functions.Add(function.Name);
        return new ModuleInfo
        {
            Name = module.Name,
            Kernel = kernelName,
            State = module.State,
            Size = module.CoreSize,
            RefCount = module.RefCount,
            UsedBy = Array.AsReadOnly(module.UsedBy.ToArray()),
            BaseAddress = module.Base,
            Taint = module.Taints,
            TaintLetters = module.Taints.Letters(),
            Parameters = parameters.AsReadOnly(),
            Functions = functions.AsReadOnly(),
            HasPatch = module.Patches.Count > 0,
            Description = Internal.Text.Visible(module.Definition.Description),
        };
    }
}
