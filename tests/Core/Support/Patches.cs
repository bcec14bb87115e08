using System.Linq;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Tests.Support;

/// <summary>Livepatch modules to test with, and the calls that their code makes.</summary>
internal static class Patches
{
    /// <summary>A module that registers its patch at load, and enables it where that is asked for.</summary>
    public static ModuleDefinition Make(string name, bool enable, params PatchObjectDefinition[] objects) => new(name)
    {
        Functions =
        [
            new("new_show", Body.Printing($"{name}: patched\n")),
            new("new_text", Body.Returning(name)),
        ],
        Variables = [VariableDefinition.Word("slot", 0x1111111111111111), VariableDefinition.Word("constant", 0x2222222222222222) with { ReadOnly = true }],
        Patches = [new PatchDefinition { Objects = [.. objects] }],
        Init = enable ? PatchInit.RegisterAndEnable : PatchInit.RegisterOnly,
    };

    /// <summary>A module that does nothing at load: its calls are made by the test.</summary>
    public static ModuleDefinition Idle(string name, params PatchObjectDefinition[] objects) => Make(name, false, objects) with { Init = null };

    /// <summary>A patch of cmdline_proc_show.</summary>
    public static ModuleDefinition Sample(string name = "sample", bool enable = true) => Make(name, enable, Vmlinux(Func("cmdline_proc_show")));

    public static PatchObjectDefinition Vmlinux(params PatchFuncDefinition[] functions) => new(null, [.. functions]);

    public static PatchObjectDefinition Object(string name, params PatchFuncDefinition[] functions) => new(name, [.. functions]);

    public static PatchFuncDefinition Func(string old, string? replacement = "new_show") => new(old, replacement);

    public static KlpPatch Of(Kernel kernel, string module, int index = 0) => kernel.Modules.Find(module)!.Patches[index];

    public static Status Register(Kernel kernel, string module) => kernel.Livepatch.Register(Of(kernel, module), kernel.Shell);

    public static Status Enable(Kernel kernel, string module) => kernel.Livepatch.Enable(Of(kernel, module), kernel.Shell);

    public static Status Disable(Kernel kernel, string module) => kernel.Livepatch.Disable(Of(kernel, module), kernel.Shell);

    public static Status Unregister(Kernel kernel, string module) => kernel.Livepatch.Unregister(Of(kernel, module), kernel.Shell);

    public static string Cmdline(Kernel kernel) => kernel.ReadFile("/proc/cmdline").Output;

    public static string[] Log(Kernel kernel, long since = 0) => [.. kernel.Log.Since(since).Select(record => $"<{(int)record.Level}> {record.Text}")];
}
