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

    /// <summary>Sets what the command line names.</summary>
    public Status Parse(ArgumentParser parser, string arguments)
    {
        List<FileParameter> entries = [.. Entries(kernel, module)];
        return parser.Parse(arguments, (name, text) =>
        {
            FileParameter? entry = entries.Find(known => known.Name.Replace('-', '_') == name.Replace('-', '_'));
            if (entry is null) return null;
            Errno errno = Set(entry, text);
            return new ParameterOutcome(errno == Errno.None ? Status.Ok : Status.Refused(errno, Refusal.ParameterInvalid), entry.Kind == FileParameter.Array);
        });
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
            ulong place = module.ReadNumber(at + 32, 8);
            string kind = KindOf(kernel, module.ReadNumber(at + 16, 8));
            FileParameterArray? array = kind == FileParameter.Array ? FileParameterArray.Read(kernel, module, place) : null;
            yield return new FileParameter(name, kind, (int)module.ReadNumber(at + 24, 2), place, array);
        }
    }

    /// <summary>What a parameter's operations read, by their name; empty for a module's own.</summary>
    internal static string KindOf(Kernel kernel, ulong operations)
    {
        string name = kernel.Symbols.NameAt(operations);
        return name == "param_array_ops" ? FileParameter.Array : name.StartsWith("param_ops_", StringComparison.Ordinal) ? name["param_ops_".Length..] : "";
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
        if (text is null && (type != ParameterType.Bool || entry.Kind == "invbool")) return Errno.EINVAL;
        if (entry.Items is { } array) return SetArray(entry, array, text!);
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
                if (module.Contains(entry.Place, 8)) module.WriteNumber(entry.Place, module.Keep(text), 8);
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

    // param_array: one after the other until one is wrong or there are too many; those before stay.
    private Errno SetArray(FileParameter entry, FileParameterArray array, string text)
    {
        uint count = 0;
        Errno errno = Errno.None;
        foreach (string item in text.Split(','))
        {
            if (count == array.Most)
            {
                kernel.Log.Write(LogLevel.Error, $"{entry.Name}: can only take {array.Most} arguments");
                errno = Errno.EINVAL;
                break;
            }

            errno = Set(new FileParameter("", array.Kind, 0, array.Elements + count * array.ElementSize), item);
            if (errno != Errno.None) break;
            count++;
        }

        if (module.Contains(array.Count, 4)) module.WriteNumber(array.Count, count, 4);
        module.SetParameter(entry.Name, entry.Read(module));
        return errno;
    }

    private void Store(FileParameter entry, long number, uint size)
    {
        module.SetParameter(entry.Name, number);
        if (module.Contains(entry.Place, size)) module.WriteNumber(entry.Place, (ulong)number, size);
    }
}
