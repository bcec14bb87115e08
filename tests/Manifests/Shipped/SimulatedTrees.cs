using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;
using KlpShell.Core.Sysfs;
using Xunit;

namespace KlpShell.Manifests.Tests.Shipped;

/// <summary>Everything that a kernel of each release has under /sys while a patch of vmlinux and of a loaded module is in place.</summary>
internal static class SimulatedTrees
{
    public const string Livepatch = "/sys/kernel/livepatch";

    private static readonly SymbolTable s_table = SymbolTable.FromEntries(
    [
        new("_text", 0xffffffff81000000),
        new("ftrace_regs_caller", 0xffffffff81000100),
        new("cmdline_proc_show", 0xffffffff81001000, 't'),
        new("_end", 0xffffffff81700000, 'B'),
    ]);

    /// <summary>The paths of files and directories, each release's.</summary>
    public static IReadOnlyDictionary<Release, (string[] Files, string[] Directories)> All { get; } = Release.All.ToDictionary(release => release, Of);

    private static (string[] Files, string[] Directories) Of(Release release)
    {
        using MemoryStream traced = new(Encoding.ASCII.GetBytes("cmdline_proc_show\n"));
        Kernel kernel = Kernel.Boot(new KernelDefinition("small", release)
        {
            Symbols = s_table,
            Traceable = TraceableSet.Read(traced, "traceable", s_table).Set!,
        });
        Load(kernel, new ModuleDefinition("target")
        {
            Signed = true,
            Functions = [new FunctionDefinition("target_value", Body.Returning(1))],
            Parameters = [new ParameterDefinition("level", ParameterType.Bool) { Mode = 0x1A4 }],
        });
        Load(kernel, new ModuleDefinition("fix")
        {
            IsLivepatch = true,
            Signed = true,
            Functions = [new FunctionDefinition("replacement", Body.Returning(2))],
            Patches = [new PatchDefinition { Objects = [new(null, [new("cmdline_proc_show", "replacement")]), new("target", [new("target_value", "replacement")])] }],
            Init = release.Era == Era.Consistency ? PatchInit.Enable : PatchInit.RegisterAndEnable,
        });
        List<string> files = [];
        List<string> directories = [];
        Assert.True(kernel.Files.Find("/sys", out FileNode? sys).Succeeded);
        Walk(sys!, "/sys", files, directories);
        return ([.. files], [.. directories]);
    }

    private static void Load(Kernel kernel, ModuleDefinition module)
    {
        EntranceResult result = kernel.LoadModule(module);
        Assert.True(result.Succeeded, $"{kernel.Release.Name}: {result.Status}");
    }

    private static void Walk(FileNode node, string path, List<string> files, List<string> directories)
    {
        foreach (FileNode child in node.Children)
        {
            string own = $"{path}/{child.Name}";
            (child.IsDirectory ? directories : files).Add(own);
            if (child.IsDirectory) Walk(child, own, files, directories);
        }
    }
}
