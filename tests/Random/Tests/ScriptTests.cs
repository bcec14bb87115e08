using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using KlpShell.Core;
using KlpShell.Core.Faults;
using KlpShell.Core.Journal;
using KlpShell.Core.Machine;
using KlpShell.Histories.Operations;
using KlpShell.Histories.Playing;
using KlpShell.Histories.Scripts;
using KlpShell.Histories.World;
using Xunit;

namespace KlpShell.Histories.Tests;

/// <summary>The scripts that histories are written as: in klpsh they come to the same log and the same state, faults and modules' own probes included.</summary>
public sealed class ScriptTests
{
    private const int Seeds = 3;
    private const string Saved = "end.klp";

    private static readonly string[] s_files = ["/proc/modules", "/proc/sys/kernel/tainted", "/sys/kernel/debug/tracing/enabled_functions"];

    public static TheoryData<string> Releases => HistoryTests.Releases;

    [Theory(DisplayName = "a history with faults that strike, and modules' own probes, as a script ends in klpsh in the same log and the same state")]
    [MemberData(nameof(Releases))]
    public void Same(string name)
    {
        Release release = Release.All.First(known => known.Name == name);
        int found = 0;
        for (int seed = 100; found < Seeds; seed++)
        {
            IReadOnlyList<Operation> operations = Playing.Histories.Random(release, seed, 150).Operations;
            Kernel kernel = Play(SmallKernel.Boot(release), operations);
            bool probes = operations.OfType<Load>().Any(static load => !load.Module.Kprobes.IsEmpty);
            if (operations.Count < 60 || !probes || kernel.InjectedFaults.Count(static fault => fault.Struck > 0) < 3) continue;
            found++;
            Reproduces(release, operations, kernel);
        }
    }

    [Fact(DisplayName = "the faults of a history count from the boot in its script, and are told where they were planned")]
    public void Planned()
    {
        Operation load = new Load(Prober.Build("k0", "alpha", Core.Ftrace.KprobeKind.Pre), "k0.yaml");
        Operation[] operations =
        [
            load, new Unload("k0"), new PlanFault(new Fault(FaultPoint.FtraceRegister) { Space = 2, Errno = Errno.EBUSY }), load, new Resume(), new Unload("k0"),
            new PlanFault(new Fault(FaultPoint.FtraceRegister) { Interval = 2, Times = 3 }), new Write("/sys/x", "it's\n"),
        ];
        Assert.Equal(
            [new Fault(FaultPoint.FtraceRegister) { Space = 3, Errno = Errno.EBUSY }, new Fault(FaultPoint.FtraceRegister) { Space = 3, Interval = 2, Times = 3 }],
            ScriptWriter.Definition(Release.Linux612, operations).Faults.AsEnumerable());
        string text = ScriptWriter.Text(operations, "broken\nhere");
        Assert.StartsWith("# broken here\nNew-KlpKernel ", text, StringComparison.Ordinal);
        Assert.Contains("\n# From here on register_ftrace_function fails with EBUSY: call 2, interval 1, times 1 ", text);
        Assert.EndsWith("\nSet-KlpSysfs '/sys/x' 'it''s'\n", text, StringComparison.Ordinal);
    }

    [Fact(DisplayName = "a failing history that needs a fault keeps it while it is cut down, and its script fails the same way")]
    public void Shrunk()
    {
        Release release = Release.Linux612;
        HistoryResult failing = NoRegisterFails.Find(release);
        HistoryResult found = new Shrinking.Shrinker(release, operations => NoRegisterFails.Play(release, operations)).Shrink(failing);
        Assert.InRange(found.Operations.Count, 2, 5);
        Assert.Equal(new Fault(FaultPoint.FtraceRegister) { Space = 1 }, Assert.Single(found.Operations.OfType<PlanFault>()).Fault);
        Assert.Null(NoRegisterFails.Play(release, [.. found.Operations.Where(static operation => operation is not PlanFault)]).Failure);
        string[] lines = Reproduces(release, found.Operations, Play(SmallKernel.Boot(release), found.Operations));
        Assert.Contains(lines, static line => line.Contains(NoRegisterFails.Line, StringComparison.Ordinal));
    }

    private static string[] Reproduces(Release release, IReadOnlyList<Operation> operations, Kernel kernel)
    {
        Kernel booted = Play(Kernel.Boot(ScriptWriter.Definition(release, operations)), operations.Where(static operation => operation is not PlanFault));
        Assert.Empty(Facts.Difference(WithoutFaults(kernel), WithoutFaults(booted)));
        Assert.Equal((kernel.Clock.Now, kernel.Log.NextSequence), (booted.Clock.Now, booted.Log.NextSequence));
        Assert.Equal(kernel.Log.Records, booted.Log.Records);
        Assert.Equal(kernel.InjectedFaults.Select(static fault => fault.Struck), booted.InjectedFaults.Select(static fault => fault.Struck));
        string folder = Path.Combine(Path.GetTempPath(), $"klp-script-{release.Name}-{Environment.ProcessId}-{Guid.NewGuid():N}");
        try
        {
            string script = ScriptWriter.Write(release, operations, folder, "a note");
            File.AppendAllText(script, $"Checkpoint-KlpKernel -Path (Join-Path $PSScriptRoot '{Saved}') | Out-Null\nGet-KlpLog -Raw\n" + string.Concat(s_files.Select(static file => $"(Get-KlpSysfs '{file}').Value\n")));
            string digest = StateDigest.Of(booted);
            string[] lines = Lines(Run(script));
            Assert.Equal(Lines(Expected(booted)), lines);
            Assert.Equal(digest, SavedDigest.Of(Path.Combine(folder, Saved)));
            return lines;
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    // Those count from another moment; how often they struck is compared.
    private static List<Fact> WithoutFaults(Kernel kernel)
    {
        List<Fact> facts = Facts.Of(kernel, files: true);
        facts.RemoveAll(static fact => fact.Kind == "fault");
        return facts;
    }

    private static Kernel Play(Kernel kernel, IEnumerable<Operation> operations)
    {
        foreach (Operation operation in operations)
        {
            if (operation is Resume) kernel = kernel.Clone();
            operation.Do(kernel);
        }

        return kernel;
    }

    private static string Expected(Kernel kernel)
    {
        List<string> lines = [];
        foreach (LogRecord record in kernel.Log.Records)
        {
            long micros = record.Time.Ticks / TimeSpan.TicksPerMicrosecond;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"[{micros / 1_000_000,5}.{micros % 1_000_000:000000}] {record.Text}"));
        }

        lines.AddRange(s_files.Select(file => kernel.ReadFile(file).Output));
        return string.Join('\n', lines);
    }

    private static string[] Lines(string text) => [.. text.Split('\n').Select(static line => line.TrimEnd()).Where(static line => line.Length > 0)];

    private static string Run(string script)
    {
        string klpsh = typeof(ScriptTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(static data => data.Key == "Klpsh").Value!;
        ProcessStartInfo start = new("dotnet", [klpsh, "-NonInteractive", "-File", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(output.Length > 0, errors.Result);
        return output;
    }
}
