using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using KlpShell.Core.Hosts;
using Xunit;

namespace KlpShell.Core.Tests.Hosts;

/// <summary>Every snapshot of the recordings is a host: nothing is odd about it that wasn't, and what its patched files said tells who wins.</summary>
public sealed class RecordedHostTests
{
    // What is odd about real kernels, and must be seen: ftrace turned off under enabled patches; patches enabled although an object could not
    // be patched, which the first cores let pass; a patch for a module of the name "vmlinux", which sysfs shows like vmlinux itself.
    private static readonly Dictionary<string, string[]> s_odd = new()
    {
        ["original/ftrace-enabled"] = ["FtraceOff"],
        ["4.1/ftrace-enabled"] = ["FtraceOff"],
        ["original/module-late-badsym"] = ["FunctionNotHooked"],
        ["4.1/module-late-badsym"] = ["FunctionNotHooked"],
        ["6.12/err-objects"] = ["ObjectNotPatched", "SysfsDiffers"],
    };

    public static IEnumerable<object[]> All =>
        from release in (string[])["original", "original-kaslr", "4.1", "6.1", "6.12"]
        from name in RecordedHosts.Names(release)
        select new object[] { release, name };

    [Theory]
    [MemberData(nameof(All))]
    public void A_real_kernel_shows_no_difference_and_the_simulated_one_comes_to_the_same_state(string release, string name)
    {
        SortedSet<string> seen = [];
        List<string> odd = [];
        foreach ((JsonNode snapshot, HostTexts files) in RecordedHosts.Read(release, name))
        {
            HostReport report = HostAnalysis.Judge(HostReader.Read(files), Of(release));
            HostKernel built = HostKernelBuilder.Build(report, name);
            foreach (HostDifference difference in built.Report.Differences.Where(difference => difference.Rule.Severity == HostSeverity.Warning))
            {
                seen.Add(difference.Rule.Id);
                odd.Add($"{snapshot["label"]}: {difference.Rule.Id} {difference.Subject}: {difference.Message}");
            }
        }

        Assert.True(seen.SetEquals(s_odd.GetValueOrDefault($"{release}/{name}", [])), string.Join("\n", odd));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_winner_is_who_spoke(string release, string name)
    {
        (string File, string Object, string Function)[] files = [("/proc/cmdline", "vmlinux", "cmdline_proc_show"), ("/proc/version", "vmlinux", "version_proc_show"), ("/proc/meminfo", "vmlinux", "meminfo_proc_show")];
        foreach ((JsonNode snapshot, HostTexts texts) in RecordedHosts.Read(release, name))
        {
            if (snapshot["reads"] is not { } reads) continue;
            HostReport report = HostAnalysis.Judge(HostReader.Read(texts), Of(release));
            foreach ((string file, string obj, string function) in files)
            {
                if ((string?)reads[file] is not { } said || said.Length == 0) continue;
                string? speaker = said == "this has been live patched" ? "livepatch_sample" : said.Contains(": this has been live", System.StringComparison.Ordinal) ? said.Split(':')[0] : null;
                HostReplacement? replacement = report.Replacements.FirstOrDefault(one => one.Object == obj && one.Function.Name == function);
                string?[] possible = replacement is null ? [null] : report.Transition is null ? [replacement.Winner?.Name] : [replacement.Winner?.Name, replacement.Otherwise?.Name];
                Assert.True(possible.Contains(speaker), $"{snapshot["label"]}: {file} said '{said}', and {string.Join(" or ", possible)} should have spoken");
            }
        }
    }

    private static Release Of(string folder) => folder switch { "6.12" => Release.Linux612, "6.1" => Release.Linux61, "4.1" => Release.Linux41, _ => Release.Original };
}
