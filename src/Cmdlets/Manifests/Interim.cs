using System.Collections.Generic;
using System.IO;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;

namespace KlpShell.Files;

/// <summary>Two manifests that stand in until the reader is there.</summary>
internal static class Interim
{
    public const string Prefix = "builtin:";

    public static ManifestReading Read(string path) => new([Document(path[Prefix.Length..])], new List<ManifestProblem>());

    private static ManifestDocument Document(string name) => name == "livepatch_sample"
        ? new ManifestDocument(ManifestKind.Livepatch, name, Prefix + name, 1) { Livepatch = new LivepatchDefinition(Sample()) }
        : new ManifestDocument(ManifestKind.Kernel, name, Prefix + name, 1) { Kernel = Kernel(name) };

    private static KernelDefinition Kernel(string name)
    {
        string file = Path.Combine(Path.GetDirectoryName(typeof(Interim).Assembly.Location)!, "../manifests/kernels/symbols/3.19.8-b700e7f03d.kallsyms.gz");
        using FileStream stream = File.OpenRead(file);
        return new KernelDefinition(name, Release.Original) { Symbols = SymbolTable.Read(stream, file).Table! };
    }

    private static ModuleDefinition Sample() => new("livepatch_sample")
    {
        IsLivepatch = true,
        Functions = [new FunctionDefinition("livepatch_cmdline_proc_show", Body.Printing("this has been live patched\n"))],
        Patches = [new PatchDefinition { Objects = [new PatchObjectDefinition(null, [new PatchFuncDefinition("cmdline_proc_show", "livepatch_cmdline_proc_show")])] }],
        Init = Body.Of(
            new CallStep("klp_register_patch", 0, 0),
            new BranchStep(Operand.Local(0), 3),
            new ReturnStep(Operand.Local(0)),
            new CallStep("klp_enable_patch", 0, 1),
            new BranchStep(Operand.Local(1), 6),
            new CallStep("klp_unregister_patch", 0, 2),
            new ReturnStep(Operand.Local(1))),
    };
}
