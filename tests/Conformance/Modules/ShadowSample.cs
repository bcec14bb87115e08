using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core;
using KlpShell.Core.Execution;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>
/// The kernel's sample for shadow variables: livepatch_shadow_mod, which leaks a block with each of its items, and the two livepatches
/// that mend it. An item is named by the time at which it expires.
/// </summary>
internal static class ShadowSample
{
    public const string Target = "livepatch_shadow_mod";

    private const string Items = ".items";
    private const string Alloc = "dummy_alloc";
    private const string Check = "dummy_check";
    private const string Free = "dummy_free";
    private const string AllocWork = "alloc_work_func";
    private const string CleanupWork = "cleanup_work_func";
    private const ulong LeakId = 1;
    private const ulong CounterId = 2;
    private const long Heap = unchecked((long)0xffff888000000000);
    private const long InitialJiffies = 0xfffedb08;
    private const double JiffiesPerSecond = 250;

    // 250 and 750 jiffies, as the timer wheel rounds them. The recording's third allocation came before its cleanup, as all later ones do.
    private static readonly TimeSpan s_allocPeriod = TimeSpan.FromSeconds(1.024);
    private static readonly TimeSpan s_cleanupPeriod = TimeSpan.FromSeconds(3.0721);
    private static readonly TimeSpan s_life = TimeSpan.FromSeconds(12);

    private static readonly FunctionDefinition s_check = Function(Check, static (kernel, item) => IsExpired(kernel, item));

    private static readonly FunctionDefinition s_free = Function(Free, static (kernel, item) => Say(kernel, $"{Free}: dummy @ {item:x16}, expired = {Expiry(item):x}"));

    /// <summary>The module that leaks.</summary>
    public static ModuleDefinition Create(ModuleBuild build) => new(Target)
    {
        Parameters = [new ParameterDefinition(Items, ParameterType.String) { Mode = 0 }],
        Functions =
        [
            Function(Alloc, static (kernel, _) =>
            {
                long item = NewItem(kernel);
                Say(kernel, $"{Alloc}: dummy @ {item:x16}, expires @ {Expiry(item):x}");
                return item;
            }),
            .. build.FreeBeforeCheck ? (FunctionDefinition[])[s_free, s_check] : [s_check, s_free],
            new FunctionDefinition(AllocWork, Body.Of(new CallStep(Alloc), new HostStep(static (kernel, task, _) => Keep(kernel, task)))),
            new FunctionDefinition(CleanupWork, Body.FromHost(static (kernel, task, _) => Clean(kernel, task))),
        ],
        Init = Body.FromHost(static (kernel, _, _) =>
        {
            Queue(kernel, CleanupWork, s_cleanupPeriod);
            return Queue(kernel, AllocWork, s_allocPeriod);
        }),
        Exit = Body.FromHost(static (kernel, task, _) =>
        {
            kernel.Scheduler.Work.Cancel(static item => item is FunctionWork { Module: Target });
            foreach (long item in Read(kernel)) Call(kernel, task, Free, item);
            return 0;
        }),
    };

    /// <summary>livepatch_shadow_fix1: it remembers the leaked block in a shadow variable, and frees it.</summary>
    public static ModuleDefinition Fix1(string name) => Fix(name, LeakId, [(Alloc, Fix1Alloc(name)), (Free, (kernel, item) => FreeLeak(kernel, name, "fix1", item))]) with
    {
        Exit = Body.FromHost((kernel, _, _) =>
        {
            kernel.Livepatch.Shadow!.FreeAll(LeakId, (item, leak) => SayFreed(kernel, name, "fix1", (long)item, leak));
            return 0;
        }),
    };

    /// <summary>livepatch_shadow_fix2: it counts how often an item was checked.</summary>
    public static ModuleDefinition Fix2(string name) => Fix(name, CounterId, [(Check, CountCheck), (Free, (kernel, item) => FreeCounted(kernel, name, item))]) with
    {
        Exit = Body.FromHost(static (kernel, _, _) =>
        {
            kernel.Livepatch.Shadow!.FreeAll(CounterId);
            return 0;
        }),
    };

    private static ModuleDefinition Fix(string name, ulong fix, (string Old, Func<Kernel, long, Value> Body)[] functions)
    {
        List<FunctionDefinition> bodies = [];
        List<PatchFuncDefinition> entries = [];
        foreach ((string old, Func<Kernel, long, Value> body) in functions)
        {
            string replacement = $"livepatch_fix{fix}_{old}";
            bodies.Add(Function(replacement, body));
            entries.Add(new PatchFuncDefinition(old, replacement));
        }

        return new ModuleDefinition(name)
        {
            IsLivepatch = true,
            Functions = [.. bodies],
            Patches = [new PatchDefinition { Objects = [new PatchObjectDefinition(Target, [.. entries])] }],
            Init = PatchInit.Enable,
        };
    }

    private static Func<Kernel, long, Value> Fix1Alloc(string name) => (kernel, _) =>
    {
        long item = NewItem(kernel);
        kernel.Livepatch.Shadow!.GetOrAlloc(kernel, (ulong)item, LeakId, () => (0, item + 8));
        Say(kernel, $"{name}: livepatch_fix1_{Alloc}: dummy @ {item:x16}, expires @ {Expiry(item):x}");
        return item;
    };

    private static Value FreeLeak(Kernel kernel, string name, string fix, long item)
    {
        if (kernel.Livepatch.Shadow!.Get((ulong)item, LeakId) is null) return Say(kernel, $"{name}: livepatch_{fix}_{Free}: dummy @ {item:x16} leaked!");
        kernel.Livepatch.Shadow!.Free((ulong)item, LeakId, (_, leak) => SayFreed(kernel, name, fix, item, leak));
        return 0;
    }

    private static Value FreeCounted(Kernel kernel, string name, long item)
    {
        FreeLeak(kernel, name, "fix2", item);
        if (kernel.Livepatch.Shadow!.Get((ulong)item, CounterId) is not { } counter) return 0;
        Say(kernel, $"{name}: livepatch_fix2_{Free}: dummy @ {item:x16}, check counter = {counter.Number}");
        kernel.Livepatch.Shadow!.Free((ulong)item, CounterId);
        return 0;
    }

    private static Value CountCheck(Kernel kernel, long item)
    {
        ShadowVariables shadow = kernel.Livepatch.Shadow!;
        Value counter = shadow.GetOrAlloc(kernel, (ulong)item, CounterId) ?? default;
        shadow.Set((ulong)item, CounterId, counter.Number + 1);
        return IsExpired(kernel, item);
    }

    private static void SayFreed(Kernel kernel, string name, string fix, long item, Value leak) =>
        Say(kernel, $"{name}: livepatch_{fix}_dummy_leak_dtor: dummy @ {item:x16}, prevented leak @ {leak.Number:x16}");

    // A new item goes to the head of the list; where there was no memory for it, the work isn't queued again.
    private static Value Keep(Kernel kernel, KernelTask task)
    {
        long item = task.Frames[task.Depth - 1].Result.Number;
        if (item == 0) return 0;
        Write(kernel, [item, .. Read(kernel)]);
        return Queue(kernel, AllocWork, s_allocPeriod);
    }

    private static Value Clean(Kernel kernel, KernelTask task)
    {
        Say(kernel, $"{CleanupWork}: jiffies = {Jiffies(kernel.Clock.Now):x}");
        foreach (long item in Read(kernel))
        {
            if (!Call(kernel, task, Check, item).IsTrue) continue;
            List<long> left = Read(kernel);
            left.Remove(item);
            Write(kernel, left);
            Call(kernel, task, Free, item);
        }

        return Queue(kernel, CleanupWork, s_cleanupPeriod);
    }

    private static Value Call(Kernel kernel, KernelTask task, string function, long item) =>
        kernel.CallNested(task, kernel.Modules.Find(Target)!.Layout.AddressOf(function), item);

    private static Value Queue(Kernel kernel, string function, TimeSpan delay)
    {
        kernel.Scheduler.Work.Add(kernel.Clock.Now + delay, new FunctionWork(Target, function, default));
        return 0;
    }

    private static List<long> Read(Kernel kernel)
    {
        List<long> items = [];
        foreach (string item in (kernel.Modules.Find(Target)!.Parameter(Items)?.Text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            items.Add(long.Parse(item, CultureInfo.InvariantCulture));
        }

        return items;
    }

    private static void Write(Kernel kernel, List<long> items) => kernel.Modules.Find(Target)!.SetParameter(Items, string.Join(',', items));

    private static long NewItem(Kernel kernel) => Heap + Jiffies(kernel.Clock.Now + s_life) * 0x10;

    private static long Expiry(long item) => (item - Heap) / 0x10;

    private static long IsExpired(Kernel kernel, long item) => Jiffies(kernel.Clock.Now) > Expiry(item) ? 1 : 0;

    private static long Jiffies(TimeSpan time) => InitialJiffies + (long)(time.TotalSeconds * JiffiesPerSecond);

    private static FunctionDefinition Function(string name, Func<Kernel, long, Value> body) => new(name, Body.FromHost((kernel, _, argument) => body(kernel, argument.Number)));

    private static Value Say(Kernel kernel, FormattableString text)
    {
        kernel.Log.Write(LogLevel.Information, text.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
