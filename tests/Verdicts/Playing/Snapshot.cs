using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Livepatch.Consistency;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Modules;
using KlpShell.Core.Sysfs;
using KlpShell.Verdicts.Records;

namespace KlpShell.Verdicts.Playing;

/// <summary>Looks at the simulated kernel as the recordings' program looked at the real one.</summary>
internal sealed class Snapshot(Kernel kernel)
{
    private const string Root = "/sys/kernel/livepatch";
    private const int CodeBytes = 96;

    /// <summary>/sys/kernel/livepatch.</summary>
    public List<SysfsLine> Sysfs()
    {
        List<SysfsLine> lines = [];
        if (kernel.Files.Find(Root, out FileNode? root).Succeeded) Walk(root!, lines);
        return lines;
    }

    /// <summary>The loaded modules.</summary>
    public List<string> Modules() => [.. kernel.Modules.All.Select(module => $"{module.Name} initstate={Value(module, "initstate")} refcnt={Value(module, "refcnt")} taint={Value(module, "taint")}")];

    /// <summary>enabled_functions.</summary>
    public List<string> Ftrace() => [.. kernel.ReadFile("/sys/kernel/tracing/enabled_functions").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The functions of the installed patches.</summary>
    public List<ResolvedFunc> Resolved()
    {
        List<ResolvedFunc> functions = [];
        foreach (KlpPatch patch in kernel.Livepatch.Patches.SelectMany(static installed => installed.Owner.Patches))
        {
            foreach (KlpObject obj in patch.EachObject())
            {
                foreach (ConsistencyFunc func in ((ConsistencyObject)obj).Funcs) functions.Add(Describe(patch, obj, func));
            }
        }

        return functions;
    }

    /// <summary>The livepatch relocations of a module, as they stand in its memory where it is loaded.</summary>
    public List<WrittenRelocation> Relocations(ModuleFile file)
    {
        List<WrittenRelocation> written = [];
        foreach (LivepatchRelocation relocation in file.Decode(kernel.Release).Relocations)
        {
            if (kernel.Modules.Find(file.Name) is not { Image: { } image } module)
            {
                written.Add(new WrittenRelocation(relocation.Section, relocation.Symbol, relocation.Offset, relocation.Type, relocation.Addend, default, null));
                continue;
            }

            int section = image.File.Elf.Find(relocation.Target);
            ulong place = image.AddressOf(section) + relocation.Offset;
            uint size = relocation.Type is 1 or 24 ? 8u : 4u;
            if (!module.Contains(place, size)) continue;
            ulong number = module.ReadNumber(place, size);
            long value = size == 8 ? (long)number : (int)(uint)number;
            ulong symbol = (ulong)value - (ulong)relocation.Addend + (relocation.Type is 2 or 4 or 24 ? place : 0);
            written.Add(new WrittenRelocation(
                relocation.Section, relocation.Symbol, relocation.Offset, relocation.Type, relocation.Addend, default,
                value == 0 ? null : symbol.ToString("x", CultureInfo.InvariantCulture)));
        }

        return written;
    }

    private ResolvedFunc Describe(KlpPatch patch, KlpObject obj, ConsistencyFunc func)
    {
        ulong code = func.Target;
        string? bytes = kernel.Modules.Containing(code) is { Image: not null } module && module.Contains(code, CodeBytes)
            ? Convert.ToHexString(module.Memory.Slice((int)(code - module.Base), CodeBytes)).ToLowerInvariant()
            : null;
        return new ResolvedFunc(
            patch.Name, obj.DisplayName(), func.OldName, func.Definition.SymbolPosition, Hex(code), Hex(func.OldAddress), func.OldSize, func.NewSize, bytes)
        { Distances = Distances(patch.Owner, code) };
    }

    private HashSet<int> Distances(Module module, ulong code)
    {
        HashSet<int> places = [];
        foreach (LivepatchRelocation relocation in module.Image!.File.Decode(kernel.Release).Relocations)
        {
            if (relocation.SymbolObject == "vmlinux") continue;
            ulong at = module.Image.AddressOf(module.Image.File.Elf.Find(relocation.Target)) + relocation.Offset - code;
            for (int i = 0; at < CodeBytes && i < 4; i++) places.Add((int)at + i);
        }

        return places;
    }

    private static string Hex(ulong address) => address.ToString("x", CultureInfo.InvariantCulture);

    private string Value(Module module, string file) => kernel.ReadFile($"/sys/module/{module.Name}/{file}").Output.TrimEnd('\n');

    private void Walk(FileNode node, List<SysfsLine> lines)
    {
        string mode = Convert.ToString(node.Mode & 0xfff, 8).PadLeft(4, '0');
        if (node.IsDirectory)
        {
            lines.Add(new SysfsLine(node.Path, mode, true, null));
            foreach (FileNode child in node.Children.OrderBy(static child => child.Name, StringComparer.Ordinal)) Walk(child, lines);
            return;
        }

        EntranceResult read = kernel.ReadFile(node.Path);
        lines.Add(read.Succeeded
            ? new SysfsLine(node.Path, mode, false, read.Output.TrimEnd('\n'))
            : new SysfsLine(node.Path, mode, false, null, read.Status.Errno.ToString()));
    }
}
