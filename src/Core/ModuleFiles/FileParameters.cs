using System;
using System.Collections.Generic;
using KlpShell.Core.Elf;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.ModuleFiles;

/// <summary>The parameters of a module that was read from a file: its section __param (struct kernel_param), and how parse_args sets them (kernel/params.c).</summary>
internal sealed class FileParameters(Kernel kernel, Module module)
{
    private const int EntrySize = 40;
    private const int LongestText = 1024;

    /// <summary>The parameters, once the module's memory is relocated.</summary>
    public static IReadOnlyList<ParameterDefinition> Read(Kernel kernel, Module module)
    {
        List<ParameterDefinition> parameters = [];
        foreach (FileParameter entry in Entries(kernel, module)) parameters.Add(new ParameterDefinition(entry.Name, TypeOf(entry.Kind)) { Mode = entry.Mode, Default = entry.Read(module) });
        return parameters;
    }

    /// <summary>Sets what the command line names. All of it is looked at, the last error counts.</summary>
    public Status Parse(string arguments)
    {
        List<FileParameter> entries = [.. Entries(kernel, module)];
        Status last = Status.Ok;
        foreach ((string name, string? text) in ParameterReader.Split(arguments))
        {
            if (text is null && name == "--") break;
            FileParameter? entry = entries.Find(known => known.Name.Replace('-', '_') == name.Replace('-', '_'));
            if (entry is null)
            {
                bool known = name is "async_probe" or "dyndbg";
                if (!known) kernel.Log.Write(LogLevel.Warning, $"{module.Name}: unknown parameter '{name}' ignored");
                continue;
            }

            Errno errno = Set(entry, text);
            if (errno == Errno.None) continue;
            string why = errno == Errno.ENOSPC ? "too large" : "invalid";
            kernel.Log.Write(LogLevel.Error, $"{module.Name}: `{text}' {why} for parameter `{name}'");
            last = Status.Refused(errno, Refusal.ParameterInvalid, $"{module.Name}.{name}");
        }

        return last;
    }

    private static IEnumerable<FileParameter> Entries(Kernel kernel, Module module)
    {
        ElfFile file = module.Image!.File.Elf;
        int section = file.Find("__param", allocated: true);
        if (section <= 0) yield break;
        int count = file.Count(section, EntrySize);
        for (int i = 0; i < count; i++)
        {
            ulong at = module.Image.AddressOf(section) + (ulong)(i * EntrySize);
            if (module.TextAt(module.ReadNumber(at, 8)) is not { } name) continue;
            string operations = kernel.Symbols.NameAt(module.ReadNumber(at + 16, 8));
            string kind = operations.StartsWith("param_ops_", StringComparison.Ordinal) ? operations["param_ops_".Length..] : "";
            yield return new FileParameter(name, kind, (int)module.ReadNumber(at + 24, 2), module.ReadNumber(at + 32, 8));
        }
    }

    private static ParameterType TypeOf(string kind) => kind switch
    {
        "bool" or "invbool" or "bool_enable_only" => ParameterType.Bool,
        "charp" => ParameterType.String,
        "uint" or "ushort" or "byte" => ParameterType.UInt,
        "ulong" or "ullong" or "hexint" => ParameterType.ULong,
        "int" or "short" or "long" => ParameterType.Int,
        _ => ParameterType.Callback,
    };

    private Errno Set(FileParameter entry, string? text)
    {
        ParameterType type = TypeOf(entry.Kind);
        if (text is null && type != ParameterType.Bool) return Errno.EINVAL;
        switch (type)
        {
            case ParameterType.Bool:
                bool? flag = text is null ? true : KernelString.TryParseBool(text);
                if (flag is null) return Errno.EINVAL;
                Store(entry, flag == (entry.Kind != "invbool") ? 1 : 0, 1);
                return Errno.None;
            case ParameterType.String:
                if (text!.Length > LongestText)
                {
                    kernel.Log.Write(LogLevel.Error, $"{entry.Name}: string parameter too long");
                    return Errno.ENOSPC;
                }

                module.SetParameter(entry.Name, text);
                return Errno.None;
            case ParameterType.Callback:
                module.SetParameter(entry.Name, text!);
                return Errno.None;
            default:
                Errno errno = KernelNumber.TryParse(text!, entry.Kind, out long number, out uint size);
                if (errno == Errno.None) Store(entry, number, size);
                return errno;
        }
    }

    private void Store(FileParameter entry, long number, uint size)
    {
        module.SetParameter(entry.Name, number);
        if (module.Contains(entry.Place, size)) module.WriteNumber(entry.Place, (ulong)number, size);
    }
}
