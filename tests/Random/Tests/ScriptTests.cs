using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Histories.Operations;
using KlpShell.Histories.Playing;
using KlpShell.Histories.Scripts;
using KlpShell.Histories.World;
using Xunit;

namespace KlpShell.Histories.Tests;

/// <summary>The scripts that histories are written as: in klpsh they come to the same log, the same modules, the same hooks.</summary>
public sealed class ScriptTests
{
    private static readonly string[] s_files = ["/proc/modules", "/proc/sys/kernel/tainted", "/sys/kernel/debug/tracing/enabled_functions"];

    public static TheoryData<string> Releases => HistoryTests.Releases;

    [Theory(DisplayName = "a history's script ends in klpsh where the history ended")]
    [MemberData(nameof(Releases))]
    public void Same(string name)
    {
        Release release = Release.All.First(known => known.Name == name);
        IReadOnlyList<Operation> operations = [];
        for (int seed = 3; operations.Count < 100; seed++) operations = Playing.Histories.Random(release, seed, 150, static operation => operation.Script is not null).Operations;
        string folder = Path.Combine(Path.GetTempPath(), $"klp-script-{name}-{Environment.ProcessId}");
        try
        {
            string script = ScriptWriter.Write(release, operations, folder, "a note");
            File.AppendAllText(script, "Get-KlpLog -Raw\n" + string.Concat(s_files.Select(static file => $"(Get-KlpSysfs '{file}').Value\n")));
            Assert.Equal(Lines(Expected(release, operations)), Lines(Run(script)));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact(DisplayName = "a step that no cmdlet does stands as a comment, and the script says so")]
    public void Comments()
    {
        string text = ScriptWriter.Text([new Probe("alpha", Core.Ftrace.KprobeKind.Post), new Step(1500), new Write("/sys/x", "it's\n")], "broken\nhere");
        Assert.StartsWith("# broken here\n# Steps that stand as comments", text, StringComparison.Ordinal);
        Assert.EndsWith("# a module registers a kprobe on alpha (Post)\nStep-KlpKernel 1.5\nSet-KlpSysfs '/sys/x' 'it''s'\n", text, StringComparison.Ordinal);
    }

    private static string Expected(Release release, IReadOnlyList<Operation> operations)
    {
        Kernel kernel = SmallKernel.Boot(release);
        foreach (Operation operation in operations) operation.Do(kernel);
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
