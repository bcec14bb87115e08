using System;
using System.Collections.Generic;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Execution;

/// <summary>Gives bodies to functions of vmlinux: those that the definition names, and the two that every example reads.</summary>
internal static class BuiltinFunctions
{
    public static void AddTo(Kernel kernel)
    {
        HashSet<string> given = new(StringComparer.Ordinal);
        foreach (FunctionDefinition function in kernel.Definition.Functions)
        {
            given.Add(function.Name);
            Add(kernel, function.Name, function.Body);
        }

        if (!given.Contains("cmdline_proc_show")) Add(kernel, "cmdline_proc_show", Body.Printing(kernel.Definition.CommandLine + "\n"));
        if (!given.Contains("version_proc_show")) Add(kernel, "version_proc_show", Body.Printing(kernel.Definition.Version + "\n"));
    }

    private static void Add(Kernel kernel, string name, Body body)
    {
        ulong address = kernel.Symbols.AddressOf(name);
        if (address == 0) return;
        kernel.Symbols.TryFindContaining(address, out Symbols.Symbol symbol, out _);
        kernel.Executor.AddCode(new CodeEntry(address, symbol.Size, name, null, body));
    }
}
