using System.Collections.Generic;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>Takes patches away: first their objects, and the patch itself as queued work, with the reference on its module last (kernel/livepatch/core.c).</summary>
internal sealed class Freeing
{
    private readonly List<ConsistencyPatch> _started = [];
    private Kernel _kernel = null!;
    private ConsistencyCore _core = null!;

    public Freeing(Kernel kernel, ConsistencyCore core) => (_kernel, _core) = (kernel, core);

    /// <summary>klp_free_patch_async.</summary>
    public void FreeAsync(ConsistencyPatch patch)
    {
        Start(patch);
        _started.Add(patch);
        _kernel.Scheduler.Work.Add(_kernel.Clock.Now, new FreePatches());
    }

    /// <summary>klp_free_replaced_patches_async.</summary>
    public void FreeReplacedAsync(ConsistencyPatch patch)
    {
        foreach (ConsistencyPatch old in new List<ConsistencyPatch>(_core.Actual))
        {
            if (old == patch) return;
            FreeAsync(old);
        }
    }

    /// <summary>klp_free_patch_start: off the list, and the directories of its objects go; of an atomic replace that was turned round, the nops too.</summary>
    public void Start(ConsistencyPatch patch)
    {
        _core.Remove(patch);
        foreach (ConsistencyObject obj in patch.EachOf)
        {
            foreach (ConsistencyFunc func in obj.Funcs) LaterKobjects.Put(func.Kobject);
            LaterKobjects.Put(obj.Kobject);
        }

        FreeDynamic(patch);
    }

    /// <summary>klp_free_patch_finish: the patch's own directory goes, and its module may too, unless tasks were forced out of it.</summary>
    public static void Finish(ConsistencyPatch patch)
    {
        LaterKobjects.Put(patch.Kobject);
        if (!patch.Forced) patch.Module!.RefCount--;
    }

    /// <summary>Finishes what was started.</summary>
    public void FinishAll()
    {
        foreach (ConsistencyPatch patch in _started) Finish(patch);
        _started.Clear();
    }

    /// <summary>klp_free_objects_dynamic: the nops of an atomic replace have done their part.</summary>
    public static void FreeDynamic(ConsistencyPatch patch)
    {
        List<KlpObject> objects = [];
        foreach (KlpObject each in patch.Objects)
        {
            ConsistencyObject obj = (ConsistencyObject)each;
            List<KlpFunc> functions = [];
            foreach (ConsistencyFunc func in obj.Funcs)
            {
                if (func.Nop) LaterKobjects.Put(func.Kobject);
                else functions.Add(func);
            }

            if (functions.Count != obj.Functions.Count) obj.Functions = functions;
            if (obj.Dynamic) LaterKobjects.Put(obj.Kobject);
            else objects.Add(obj);
        }

        patch.Objects = objects;
    }

    /// <summary>The same for a cloned kernel.</summary>
    public Freeing Clone(Kernel kernel, ConsistencyCore core, CloneContext context)
    {
        Freeing copy = new(kernel, core);
        foreach (ConsistencyPatch patch in _started) copy._started.Add((ConsistencyPatch)context.Copy<KlpPatch>(patch));
        return copy;
    }
}
