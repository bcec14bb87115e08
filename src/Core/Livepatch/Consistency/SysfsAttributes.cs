using System.Collections.Generic;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>The files of a patch and of its objects, as the release has them (kernel/livepatch/core.c, klp_patch_attrs, klp_object_attrs).</summary>
internal sealed class SysfsAttributes
{
    private const int ReadOnly = 0x124;
    private const int ReadWrite = 0x1A4;
    private const int WriteOnly = 0x80;

    private static readonly (Feature Feature, string Name, int Mode, FileOperations Operations)[] s_patch =
    [
        (Features.SysfsEnabled, "enabled", ReadWrite, Make(
            static (_, patch) => patch.Enabled,
            static (core, patch, data, task) => core.StoreEnabled(patch, data, task))),
        (Features.SysfsTransition, "transition", ReadOnly, Make(static (core, patch) => core.Transition.Patch == patch)),
        (Features.SysfsForce, "force", WriteOnly, Make(null, static (core, patch, data, task) => core.StoreForce(patch, data, task))),
        (Features.SysfsReplace, "replace", ReadOnly, Make(static (_, patch) => patch.Replace)),
    ];

    private static readonly FileOperations s_patched = FileOperations.Attribute(static (_, node, _, output) =>
    {
        ConsistencyObject obj = (ConsistencyObject)node.Subject!;
        LivepatchCore.Touch(obj.Patch);
        output.Append(obj.Patched ? "1\n" : "0\n");
        return Status.Ok;
    });

    private readonly List<(string Name, int Mode, FileOperations Operations)> _patch = [];
    private readonly bool _patched;

    public SysfsAttributes(Release release)
    {
        foreach ((Feature feature, string name, int mode, FileOperations operations) in s_patch)
        {
            if (release.Has(feature)) _patch.Add((name, mode, operations));
        }

        _patched = release.Has(Features.SysfsPatched);
    }

    private delegate bool Show(ConsistencyCore core, ConsistencyPatch patch);

    private delegate Status Store(ConsistencyCore core, ConsistencyPatch patch, string data, KernelTask task);

    /// <summary>Adds the files of a patch to its directory.</summary>
    public void AddTo(ConsistencyPatch patch)
    {
        foreach ((string name, int mode, FileOperations operations) in _patch) patch.Kobject.Node!.AddFile(name, mode, operations, patch);
    }

    /// <summary>Adds the files of an object to its directory.</summary>
    public void AddTo(ConsistencyObject obj)
    {
        if (_patched) obj.Kobject!.Node!.AddFile("patched", ReadOnly, s_patched, obj);
    }

    private static FileOperations Make(Show? show, Store? store = null) => FileOperations.Attribute(
        show is null ? null : (kernel, node, _, output) =>
        {
            ConsistencyPatch patch = (ConsistencyPatch)node.Subject!;
            LivepatchCore.Touch(patch);
            output.Append(show((ConsistencyCore)kernel.Livepatch, patch) ? "1\n" : "0\n");
            return Status.Ok;
        },
        store is null ? null : (kernel, node, task, data) => store((ConsistencyCore)kernel.Livepatch, (ConsistencyPatch)node.Subject!, data, task));
}
