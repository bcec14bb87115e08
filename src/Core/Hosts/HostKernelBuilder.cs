using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using KlpShell.Core.Hosts.Building;
using KlpShell.Core.Hosts.Checks;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Hosts;

/// <summary>
/// Makes a simulated kernel that is where a host is: its modules are loaded in their order, its patches enabled, by the kernel's own
/// entrances; then its tasks come in, with their stacks and their sides of the transition. What the kernel refuses meanwhile, and
/// what looks otherwise in the end, are differences. The kernel keeps a journal from there on: the same capture and journal give it again.
/// </summary>
public sealed class HostKernelBuilder
{
    private const int MostSeconds = 40;
    private const ulong ModuleEnd = 0xffffffffff000000;
    private const ulong Page = 4096;

    private readonly HostReport _report;
    private readonly HostCapture _capture;
    private readonly HostSymbols _symbols;
    private readonly HostFindings _findings = new();
    private readonly HashSet<string> _loaded = new(StringComparer.Ordinal);
    private readonly HashSet<string> _compared = new(StringComparer.Ordinal);

    private HostKernelBuilder(HostReport report)
    {
        _report = report;
        _capture = report.Capture;
        _symbols = new HostSymbols(_capture.Symbols!);
    }

    /// <summary>Makes the kernel.</summary>
    /// <param name="report">A host of a release that there is a core for, with symbols.</param>
    /// <param name="name">A name for the kernel.</param>
    /// <exception cref="ArgumentException">There is no core for the host's release, or it has no symbols.</exception>
    public static HostKernel Build(HostReport report, string name)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Release is null || report.Capture.Symbols is null) throw new ArgumentException("The host's release and symbols must be known.", nameof(report));
        return new HostKernelBuilder(report).Build(name);
    }

    private HostKernel Build(string name)
    {
        Kernel kernel = Kernel.Boot(Define(name));
        kernel.Clock.AdvanceTo(_capture.Uptime ?? TimeSpan.Zero);
        HostModules modules = new(_report, _symbols);
        int? blocker = null;
        foreach (HostModule module in modules.OldestFirst()) Load(kernel, modules, module, ref blocker);
        foreach (HostPatch patch in _report.Patches)
        {
            if (_compared.Contains(patch.Name)) new HostTree(kernel, _findings).Compare(patch);
        }

        Settle(kernel, blocker);
        kernel.BeginJournal(_capture);
        return new HostKernel(kernel, _report with { Differences = [.. _report.Differences, .. _findings.ToImmutable()] });
    }

    private KernelDefinition Define(string name)
    {
        SymbolTable vmlinux = _capture.Symbols!.WithoutModules();
        Release release = _report.Release!;
        KernelDefinition definition = new(name, release)
        {
            Description = $"Imported from a host with {_capture.UnameRelease}.",
            Symbols = vmlinux,
            Traceable = _capture.Traceable?.WithoutModules(vmlinux),

            // Built with CONFIG_X86_KERNEL_IBT, functions begin with ENDBR64, and this one is there.
            EntryOffset = vmlinux.CountOf("ibt_setup", null) > 0 ? 4u : 0,
            Kaslr = vmlinux.CountOf("kernel_randomize_memory", null) > 0,
            ModuleArea = FreeArea(),
            Cpus = _capture.Cpus ?? 2,
        };
        if (_capture.UnameRelease is { } uname) definition = definition with { UnameRelease = uname };
        if (_capture.Version is { } version) definition = definition with { Version = version };
        return _capture.CommandLine is { } line ? definition with { CommandLine = line } : definition;
    }

    // Behind the last module: what is loaded from here on.
    private ulong FreeArea()
    {
        ulong end = 0xffffffffc0201000;
        foreach (HostModule module in _capture.Modules.IsDefault ? [] : _capture.Modules)
        {
            if (module.Address == 0 || module.Address >= ModuleEnd || module.Size >= ModuleEnd - module.Address) continue;
            end = Math.Max(end, (module.Address + module.Size + Page - 1) / Page * Page);
        }

        return end;
    }

    private void Load(Kernel kernel, HostModules modules, HostModule module, ref int? blocker)
    {
        HostPatch? patch = null;
        foreach (HostPatch candidate in _report.Patches)
        {
            if (candidate.Name == module.Name) patch = candidate;
        }

        bool enters = patch is { Transition: true, Enabled: true } && patch == _report.Transition;
        bool leaves = patch is { Transition: true, Enabled: false } && patch == _report.Transition;
        if (enters) blocker = Block(kernel);
        EntranceResult result = kernel.LoadModule(modules.Define(module, patch, InitOf(patch), _loaded));
        if (!Accepted(result, patch is null ? $"loading the module {module.Name}" : $"loading {module.Name}, which enables the patch", module.Name)) return;
        _loaded.Add(module.Name);
        if (patch is null || blocker is not null)
        {
            if (patch is not null) _compared.Add(patch.Name);
            return;
        }

        Complete(kernel);
        _compared.Add(patch.Name);
        if (!leaves) return;
        blocker = Block(kernel);
        Accepted(kernel.WriteFile($"/sys/kernel/livepatch/{patch.Name}/enabled", "0"), $"writing 0 to the file 'enabled' of {patch.Name}", patch.Name);
    }

    // Where disabled patches stay, one that is disabled was only registered, as far as it shows.
    private Body? InitOf(HostPatch? patch)
    {
        if (patch is null) return null;
        if (!_report.Release!.Has(Features.Registration)) return PatchInit.Enable;
        return patch.Enabled == true ? PatchInit.RegisterAndEnable : PatchInit.RegisterOnly;
    }

    private bool Accepted(EntranceResult result, string what, string subject)
    {
        if (result.Succeeded) return true;
        StringBuilder log = new();
        foreach (LogRecord line in result.Log) log.Append(log.Length == 0 ? "" : " / ").Append(line.Text);
        string found = $"{result.Status.Refusal}{(result.Status.Errno == Errno.None ? "" : $", {result.Status.Errno} {((int)result.Status.Errno).ToString(CultureInfo.InvariantCulture)}")}";
        _findings.Add(HostRules.RehearsalRefused, subject, $"The simulated kernel refuses {what}: {found}{(log.Length == 0 ? "" : $" ({log})")}.", "success, as on the host", found);
        return false;
    }

    // Nobody switches for good before this task has: it keeps the transition until the host's own tasks are in.
    private static int Block(Kernel kernel)
    {
        int pid = kernel.AddTask("host", TaskKind.User).Pid;
        kernel.SetStackReliable(pid, false);
        return pid;
    }

    private static void Complete(Kernel kernel)
    {
        for (int second = 0; second < MostSeconds && kernel.Livepatch.CurrentTransition is not null; second++) kernel.Step(TimeSpan.FromSeconds(1));

        // What is freed later is freed now.
        kernel.Step(TimeSpan.FromMilliseconds(1));
    }

    private void Settle(Kernel kernel, int? blocker)
    {
        if (blocker is { } pid) kernel.RemoveTask(pid);
        new HostTasks(_symbols).AddTo(kernel, _report);
        foreach (HostModule module in _capture.Modules.IsDefault ? [] : _capture.Modules)
        {
            if (kernel.Modules.Find(module.Name) is { } loaded) loaded.RefCount = Math.Max(0, module.RefCount);
        }

        kernel.AddTaint((TaintFlags)(_capture.Taints ?? 0));
        kernel.Log.Clear();
        foreach (HostLogLine line in _capture.Log.IsDefault ? [] : _capture.Log) kernel.Log.Enter(line.Time ?? TimeSpan.Zero, line.Level, line.Text);
        if (_report.Since is not { } since) return;
        TimeSpan lasts = kernel.Clock.Now > since ? kernel.Clock.Now - since : TimeSpan.Zero;
        kernel.Livepatch.Backdate(since, (int)Math.Min(lasts.TotalSeconds, int.MaxValue));
    }
}
