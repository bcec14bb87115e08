using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Bench;

/// <summary>How costs grow: many patches of one function, and a transition over a million sleeping tasks. The process's own time, which others on the machine don't add to; the least of several runs.</summary>
internal static class Scaling
{
    private const int Runs = 15;
    private const int WarmUp = 300;
    private const int Tasks = 1_000_000;
    private const int Stacks = 1000;
    private const int Frames = 8;
    private const int Functions = 10;

    /// <summary>Measures, and prints a table.</summary>
    public static int Run()
    {
        Release[] stacking = [Release.Linux41, Release.Linux61, Release.Linux612];

        // Before anything is measured, all of it has run often enough that its code is compiled for good.
        foreach (Release release in stacking) Stack(release, [WarmUp], quiet: true);
        foreach (Release release in stacking) Stack(release, [250, 500, 1000], quiet: false);
        foreach (Release release in (Release[])[Release.Linux61, Release.Linux612]) Transition(release);
        return 0;
    }

    private static void Stack(Release release, int[] counts, bool quiet)
    {
        double first = 0;
        foreach (int patches in counts)
        {
            List<ModuleDefinition> modules = [];
            Kernel booted = Kernel.Boot(RealTable.Kernel with { Release = release });
            booted.IdleCpusLag = false;
            for (int i = 0; i < patches; i++) modules.Add(Named(PatchModules.Of(booted, "p" + i.ToString(CultureInfo.InvariantCulture), 1), release));
            double least = Least(booted, kernel =>
            {
                foreach (ModuleDefinition module in modules) Need(kernel.LoadModule(module));
            });
            double each = least / patches * 1000;
            if (first == 0) first = each;
            if (!quiet) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{release.Name}: {patches} patches on one function: {least:F1} ms, {each:F1} µs a patch, {each / first:F2} times that of 250"));
        }
    }

    private static void Transition(Release release)
    {
        Kernel booted = Kernel.Boot(RealTable.Kernel with { Release = release });
        booted.IdleCpusLag = false;
        ModuleDefinition patch = Named(PatchModules.Of(booted, "patch", Functions), release);
        List<ulong> addresses = [];
        foreach (PatchFuncDefinition func in PatchModules.Of(booted, "sleep", Frames + Stacks, Functions).Patches[0].Objects[0].Functions) addresses.Add(booted.Symbols.AddressOf(func.OldName));
        for (int i = 0; i < Stacks; i++) booted.AddSleepers(Tasks / Stacks, "sleeper", TaskKind.User, addresses.GetRange(i, Frames));
        double least = Least(booted, kernel =>
        {
            Need(kernel.LoadModule(patch));
            if (kernel.Livepatch.CurrentTransition is not null) throw new InvalidOperationException("the transition didn't end");
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{release.Name}: a transition over {Tasks:N0} sleeping tasks, {Functions} functions, {Frames} frames, {Stacks:N0} distinct stacks: {least:F1} ms"));
    }

    private static ModuleDefinition Named(ModuleDefinition module, Release release) => module with
    {
        IsLivepatch = true,
        Signed = true,
        Init = release.Has(Features.Registration) ? PatchInit.RegisterAndEnable : Body.Of(new CallStep("klp_enable_patch", 0), new ReturnStep(Operand.Result)),
    };

    private static double Least(Kernel booted, Action<Kernel> action)
    {
        double least = double.MaxValue;
        for (int i = 0; i < Runs; i++)
        {
            Kernel kernel = booted.Clone();
            GC.Collect();
            TimeSpan start = Environment.CpuUsage.TotalTime;
            action(kernel);
            least = Math.Min(least, (Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
        }

        return least;
    }

    private static void Need(EntranceResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(result.Status.ToString());
    }
}
