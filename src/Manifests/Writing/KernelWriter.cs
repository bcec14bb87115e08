using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Faults;
using KlpShell.Core.Manifests;
using KlpShell.Core.Symbols;
using KlpShell.Manifests.Kinds;

namespace KlpShell.Manifests.Writing;

/// <summary>Writes kernels. What is as it is without the key is left out.</summary>
internal static class KernelWriter
{
    /// <summary>A document of kind Kernel.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="files">Where its symbols came from; null to write them out.</param>
    /// <param name="folder">What those files' paths are made relative to; null for whole paths.</param>
    public static YamlMap Write(KernelDefinition kernel, KernelFiles? files, string? folder)
    {
        KernelDefinition plain = new(kernel.Name, kernel.Release);
        YamlMap map = new();
        map.Put("kind", "Kernel").Text("name", kernel.Name).Text("description", kernel.Description, "").Text("release", kernel.Release.Name);
        if (files?.SymbolTable is { } table) map.Text("symbol_table", Relative(table, folder));
        else map.Put("symbols", Symbols(kernel.Symbols));
        if (files?.Traceable is { } list) map.Text("traceable", Relative(list, folder));
        else if (kernel.Traceable is { } traceable) map.Texts("traceable", traceable.Functions.Select(index => kernel.Symbols[index].Name));
        map.PutIf(!kernel.LivepatchStarts, "livepatch_starts", "false");
        map.PutIf(kernel.Kaslr, "kaslr", "true").PutIf(kernel.KaslrOffset != 0, "kaslr_offset", $"0x{kernel.KaslrOffset:x}");
        map.PutIf(kernel.EntryOffset != 0, "entry_offset", Number((int)kernel.EntryOffset));
        map.PutIf(kernel.ModuleArea != plain.ModuleArea, "module_area", $"0x{kernel.ModuleArea:x}");
        map.Text("uname_release", kernel.UnameRelease, plain.UnameRelease).Text("version", kernel.Version, plain.Version);
        map.Text("command_line", kernel.CommandLine, plain.CommandLine).Text("vermagic", kernel.Vermagic ?? Lists.AnyVermagic, Lists.AnyVermagic);
        map.PutIf(kernel.Cpus != plain.Cpus, "cpus", Number(kernel.Cpus)).Texts("tasks", kernel.Tasks);
        BodyWriter bodies = new([]);
        map.Items("functions", [.. kernel.Functions.Select(function => new YamlMap().Text("name", function.Name).Put("body", bodies.Write(function.Body)))]);
        return ModuleWriter.Files(map, kernel.Files).Items("faults", [.. kernel.Faults.Select(Fault)]);
    }

    private static string Relative(string file, string? folder) => folder is null ? file : Path.GetRelativePath(folder, file).Replace('\\', '/');

    private static YamlMap Fault(Fault fault)
    {
        Fault plain = new(fault.Point);
        bool allocation = FaultPoints.IsAllocation(fault.Point);
        YamlMap map = new YamlMap().Text(allocation ? "failslab" : "fail_function", FaultPoints.NameOf(fault.Point));
        map.PutIf(!allocation && fault.Errno != plain.Errno, "retval", "-" + fault.Errno);
        map.PutIf(fault.Probability != plain.Probability, "probability", Number(fault.Probability)).PutIf(fault.Interval != plain.Interval, "interval", Number(fault.Interval));
        map.PutIf(fault.Times != plain.Times, "times", Number(fault.Times)).PutIf(fault.Space != plain.Space, "space", Number(fault.Space));
        return map.PutIf(fault.Verbose != plain.Verbose, "verbose", Number(fault.Verbose));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static List<object> Symbols(SymbolTable table)
    {
        List<SymbolEntry> entries = [];
        for (int i = 0; i < table.Count; i++) entries.Add(new SymbolEntry(table[i].Name, table[i].Address, table[i].Type, table[i].Module));

        // A size is written only where it isn't the distance to the next symbol anyway.
        SymbolTable withoutSizes = SymbolTable.FromEntries(entries);
        List<object> symbols = [];
        for (int i = 0; i < entries.Count; i++)
        {
            YamlMap map = new YamlMap().Text("name", entries[i].Name).Put("address", $"0x{entries[i].Address:x}");
            map.PutIf(entries[i].Type != 'T', "type", YamlText.Scalar(entries[i].Type.ToString()));
            if (entries[i].Module is { } module) map.Text("module", module);
            symbols.Add(map.PutIf(table.SizeOf(i) != withoutSizes.SizeOf(i), "size", table.SizeOf(i).ToString(CultureInfo.InvariantCulture)));
        }

        return symbols;
    }
}
